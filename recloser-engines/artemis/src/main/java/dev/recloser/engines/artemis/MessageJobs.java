package dev.recloser.engines.artemis;

import dev.recloser.engine.Job;
import dev.recloser.engine.JobState;
import dev.recloser.engines.artemis.broker.JobIds;
import dev.recloser.engines.artemis.broker.MessageText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/**
 * Messages as jobs. State, the broker's word for it: WAITING "in queue", RUNNING "delivering",
 * SCHEDULED and RETRYING "scheduled", DEAD "dead letter".
 */
final class MessageJobs {

  private static final int MAX_BODY = 2_000;
  private static final int MAX_PROPERTIES = 50;
  private static final int MAX_VALUE = 256;

  private MessageJobs() {}

  static Job of(MessageReference reference, JobState state, @Nullable String error) {
    Message message = reference.getMessage();
    return new Job(
        JobIds.of(message),
        state,
        nativeState(state),
        state == JobState.DEAD ? null : reference.getDeliveryCount(),
        arrival(message),
        error,
        body(message),
        properties(message));
  }

  /** When a message came in; null where neither its producer nor the broker wrote it down. */
  static @Nullable Instant arrival(Message message) {
    Long ingress = message.getIngressTimestamp();
    long at = ingress == null ? message.getTimestamp() : ingress;
    return at > 0 ? Instant.ofEpochMilli(at) : null;
  }

  private static String nativeState(JobState state) {
    return switch (state) {
      case WAITING -> "in queue";
      case RUNNING -> "delivering";
      case SCHEDULED, RETRYING -> "scheduled";
      case DEAD -> "dead letter";
      case COMPLETED -> "acknowledged";
    };
  }

  private static @Nullable String body(Message message) {
    if (message.isLargeMessage()) {
      return null;
    }
    ICoreMessage core = message.toCore();
    return MessageText.of(core, MAX_BODY).orElse(null);
  }

  private static Map<String, String> properties(Message message) {
    var properties = new LinkedHashMap<String, String>();
    for (var name : message.getPropertyNames()) {
      Object value = message.getObjectProperty(name);
      if (value != null && properties.size() < MAX_PROPERTIES) {
        String text = value.toString();
        properties.put(
            name.toString(), text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text);
      }
    }
    return properties;
  }
}
