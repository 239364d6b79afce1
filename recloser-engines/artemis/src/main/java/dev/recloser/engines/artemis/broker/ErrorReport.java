package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.Outcome.ErrorText;
import java.io.StringReader;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.json.JsonNumber;
import org.apache.activemq.artemis.json.JsonObject;
import org.apache.activemq.artemis.json.JsonString;
import org.apache.activemq.artemis.utils.JsonLoader;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed, as its worker wrote it: {@code {"queue","id","attempt","error","error_class",
 * "retry_after_ms"}}; the last two may be missing.
 *
 * @param queue the queue the job came from
 * @param jobId the job
 * @param attempt which of its attempts
 * @param error what went wrong
 */
public record ErrorReport(String queue, String jobId, int attempt, ErrorText error) {

  /** Larger reports are dropped unread. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final int MAX_TEXT = 2_000;
  private static final int MAX_NAME = 500;

  /** Reads a message of the report address; empty when it is not a report. */
  public static Optional<ErrorReport> of(Message message) {
    if (message.isLargeMessage() || message.getEncodeSize() > MAX_BYTES) {
      return Optional.empty();
    }
    ICoreMessage core = message.toCore();
    return MessageText.of(core, MAX_BYTES).flatMap(ErrorReport::parse);
  }

  /** Reads the text of a report; empty when it is malformed. */
  public static Optional<ErrorReport> parse(String json) {
    try (var reader = new StringReader(json)) {
      return read(JsonLoader.readObject(reader));
    } catch (RuntimeException _) {
      return Optional.empty(); // not JSON, or not an object: anybody may send here
    }
  }

  private static Optional<ErrorReport> read(JsonObject json) {
    String queue = text(json, "queue", MAX_NAME);
    String id = text(json, "id", 10 * MAX_NAME);
    String message = text(json, "error", MAX_TEXT);
    int attempt = json.get("attempt") instanceof JsonNumber number ? number.intValue() : 1;
    if (queue == null || id == null || message == null || attempt < 1) {
      return Optional.empty();
    }
    var error = new ErrorText(text(json, "error_class", MAX_NAME), message, retryAfter(json));
    return Optional.of(new ErrorReport(queue, JobIds.normal(id), attempt, error));
  }

  private static @Nullable Duration retryAfter(JsonObject json) {
    return json.get("retry_after_ms") instanceof JsonNumber number && number.longValue() > 0
        ? Duration.ofMillis(number.longValue())
        : null;
  }

  private static @Nullable String text(JsonObject json, String key, int max) {
    return switch (json.get(key)) {
      case JsonString text when !text.getString().isBlank() -> cut(text.getString(), max);
      case JsonNumber number -> cut(number.toString(), max);
      case null, default -> null;
    };
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
