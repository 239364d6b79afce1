package dev.recloser.engines.redis.celery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as it waits in a list, read from its headers alone.
 *
 * @param raw the bytes as they are in the list
 * @param retries how many attempts failed before; the limit is known to the worker's code only
 * @param eta not to be started before this; null for at once
 */
record Message(
    String raw, String id, String task, int retries, @Nullable Instant eta, JsonNode envelope) {

  /** Reads a list element; empty when it is no job of Celery 4 or later. */
  static Optional<Message> of(String raw) {
    return Envelope.read(raw).flatMap(envelope -> of(raw, envelope));
  }

  static Optional<Message> of(String raw, JsonNode envelope) {
    JsonNode headers = envelope.path("headers");
    String id = headers.path("id").asString("");
    String task = headers.path("task").asString("");
    if (id.isEmpty() || task.isEmpty()) {
      return Optional.empty();
    }
    int retries = Math.max(0, headers.path("retries").asInt(0));
    return Optional.of(new Message(raw, id, task, retries, eta(headers), envelope));
  }

  private static @Nullable Instant eta(JsonNode headers) {
    String text = headers.path("eta").asString("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return time(text);
    } catch (DateTimeException _) {
      return null; // a worker would not understand it either
    }
  }

  /** A time as Python writes it, with an offset or in UTC. */
  static Instant time(String text) {
    boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$");
    return OffsetDateTime.parse(zoned ? text : text + "Z").toInstant();
  }

  /** 1 for the first run. */
  int attempt() {
    return retries + 1;
  }

  /** When it may start. */
  Instant due() {
    return eta == null ? Instant.EPOCH : eta;
  }

  boolean isDue(Instant now) {
    return eta == null || !eta.isAfter(now);
  }

  /** A text of the headers, cut; null where there is none. */
  @Nullable String header(String name, int most) {
    String text = envelope.path("headers").path(name).asString("");
    if (text.isEmpty()) {
      return null;
    }
    return text.length() <= most ? text : text.substring(0, most);
  }
}
