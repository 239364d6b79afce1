package dev.recloser.engines.redis.celery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kombu's message around everything that Celery puts into Redis: jobs, control, replies, events.
 */
final class Envelope {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Envelope() {}

  /** JSON text; empty when it is none. */
  static Optional<JsonNode> read(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text));
    } catch (JacksonException _) {
      return Optional.empty(); // whoever can write to the Redis can write anything
    }
  }

  /** The body of an envelope; empty unless it is JSON, so nothing is ever unpickled. */
  static Optional<JsonNode> body(JsonNode envelope) {
    if (!isJson(envelope)) {
      return Optional.empty();
    }
    String body = envelope.path("body").asString("");
    if (!envelope.path("properties").path("body_encoding").asString("").equals("base64")) {
      return read(body);
    }
    try {
      return read(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // not base64
    }
  }

  static boolean isJson(JsonNode envelope) {
    return envelope.path("content-type").asString("").equals("application/json");
  }

  /** A control message for an exchange. */
  static String control(String exchange, Map<String, ?> body, double expires) {
    String delivery = UUID.randomUUID().toString();
    return JSON.writeValueAsString(
        Map.of(
            "body",
            Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(body)),
            "content-encoding",
            "utf-8",
            "content-type",
            "application/json",
            "headers",
            Map.of("clock", 1, "expires", expires),
            "properties",
            Map.of(
                "delivery_mode",
                1,
                "delivery_info",
                Map.of("exchange", exchange, "routing_key", ""),
                "priority",
                0,
                "body_encoding",
                "base64",
                "delivery_tag",
                delivery)));
  }
}
