package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.celery.Originals.Arguments;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes messages that start a dead job anew, under its id. A worker that reads anything but a valid
 * message stops for good, so whatever is not one is refused here. Matches Celery's task protocol 2
 * and kombu 5.
 */
final class Revival {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Who sent a message that was made from arguments; an application writes its process there. */
  private static final String ORIGIN = "recloser";

  private Revival() {}

  /**
   * The message of a dead job, made ready to run again: attempts count from the start, no date, a
   * new delivery. Body and unknown headers stay as they are. Empty when the text is no valid
   * message.
   */
  static Optional<String> of(String original) {
    return Envelope.read(original)
        .filter(Revival::isValid)
        .map(ObjectNode.class::cast)
        .map(message -> {
          var headers = (ObjectNode) message.path("headers");
          headers.put("retries", 0);
          headers.putNull("eta");
          headers.putNull("expires");
          headers.remove("redelivered");
          var properties = (ObjectNode) message.path("properties");
          properties.put("delivery_tag", UUID.randomUUID().toString());
          ((ObjectNode) properties.path("delivery_info")).remove("redelivered");
          return JSON.writeValueAsString(message);
        });
  }

  /** Whether kombu and Celery can read all that they need. */
  private static boolean isValid(JsonNode message) {
    JsonNode headers = message.path("headers");
    JsonNode properties = message.path("properties");
    return message.path("body").isString()
        && message.path("content-type").isString()
        && message.path("content-encoding").isString()
        && headers.isObject()
        && isText(headers.path("id"))
        && isText(headers.path("task"))
        && properties.isObject()
        && isText(properties.path("delivery_tag"))
        && properties.path("delivery_info").isObject()
        && (!encoding(properties).equals("base64") || isBase64(message.path("body").stringValue()));
  }

  private static boolean isText(JsonNode node) {
    return !node.asString("").isEmpty();
  }

  private static String encoding(JsonNode properties) {
    return properties.path("body_encoding").asString("");
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * A message made from arguments alone.
   *
   * @param shown what tools show as the arguments; the application may have hidden some
   */
  static String rebuilt(String queue, String id, Arguments arguments, String shown) {
    var headers = JSON.createObjectNode();
    headers.put("lang", "py").put("task", arguments.task()).put("id", id).put("root_id", id);
    headers.put("retries", 0).put("argsrepr", shown).put("kwargsrepr", "").put("origin", ORIGIN);
    headers.put("ignore_result", false);
    for (String none : List.of("shadow", "eta", "expires", "group", "group_index", "parent_id")) {
      headers.putNull(none);
    }
    headers.set("timelimit", JSON.valueToTree(Arrays.asList(null, null)));
    var links = JSON.createObjectNode();
    for (String link : List.of("callbacks", "errbacks", "chain", "chord")) {
      links.putNull(link);
    }
    var body = JSON.writeValueAsString(List.of(arguments.positional(), arguments.named(), links));
    var properties = JSON.createObjectNode();
    properties.put("correlation_id", id).put("reply_to", "").put("delivery_mode", 2);
    properties.put("priority", 0).put("body_encoding", "base64");
    properties.put("delivery_tag", UUID.randomUUID().toString());
    properties.set("delivery_info", JSON.valueToTree(Map.of("exchange", "", "routing_key", queue)));
    var message = JSON.createObjectNode();
    message.put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    message.put("content-encoding", "utf-8").put("content-type", "application/json");
    message.set("headers", headers);
    message.set("properties", properties);
    return JSON.writeValueAsString(message);
  }

  /** Whether a message was made from arguments, for an earlier death of its job. */
  static boolean isRebuilt(String message) {
    return Message.of(message).map(job -> ORIGIN.equals(job.header("origin", 20))).orElse(false);
  }

  /** Its priority as kombu reads it: 0 to 9, 0 where it is none. */
  static int priority(String message) {
    return Envelope.read(message)
        .map(it -> Math.clamp(it.path("properties").path("priority").asInt(0), 0, 9))
        .orElse(0);
  }
}
