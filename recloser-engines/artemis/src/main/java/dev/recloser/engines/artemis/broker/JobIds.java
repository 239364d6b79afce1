package dev.recloser.engines.artemis.broker;

import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;

/**
 * The id of a job: the one its producer's client gave the message. The broker's own id changes each
 * time a message moves, so it is used only where there is no other.
 */
public final class JobIds {

  private static final int MAX_LENGTH = 500;

  /** What Jakarta Messaging clients over AMQP put before an id that is not of their own form. */
  private static final List<String> AMQP_PREFIXES =
      List.of("ID:AMQP_NO_PREFIX:", "ID:AMQP_UUID:", "ID:AMQP_ULONG:");

  private JobIds() {}

  /** The id of a message. */
  public static String of(Message message) {
    Object own = message.getUserID();
    if (own == null) {
      return Long.toString(message.getMessageID());
    }
    boolean core = own instanceof org.apache.activemq.artemis.utils.UUID;
    return normal(core ? "ID:" + own : own.toString());
  }

  /** One form for the same id as different clients show it. */
  public static String normal(String id) {
    String plain = id;
    for (String prefix : AMQP_PREFIXES) {
      if (plain.startsWith(prefix)) {
        plain = plain.substring(prefix.length());
      }
    }
    return plain.length() <= MAX_LENGTH ? plain : shortened(plain);
  }

  private static String shortened(String id) {
    var hash = UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return id.substring(0, MAX_LENGTH - 40) + "..." + hash;
  }
}
