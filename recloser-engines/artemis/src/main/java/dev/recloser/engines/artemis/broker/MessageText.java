package dev.recloser.engines.artemis.broker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;

/** The body of a message as text, where it is text. */
public final class MessageText {

  private MessageText() {}

  /**
   * The body, cut.
   *
   * @param maxChars the most characters to give
   * @return empty where the body is not text, or too large to look at
   */
  public static Optional<String> of(ICoreMessage message, int maxChars) {
    if (message.isLargeMessage()) {
      return Optional.empty();
    }
    ActiveMQBuffer body = message.getReadOnlyBodyBuffer();
    return switch (message.getType()) {
      case Message.TEXT_TYPE -> {
        var text = body.readNullableSimpleString();
        yield Optional.ofNullable(text).map(t -> cut(t.toString(), maxChars));
      }
      case Message.BYTES_TYPE, Message.DEFAULT_TYPE -> {
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        yield decode(bytes).map(text -> cut(text, maxChars));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<String> decode(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean binary = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
      return binary ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException _) {
      return Optional.empty(); // bytes that are not text
    }
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }
}
