package dev.recloser.engines.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One transacted worker: commits a job, or rolls it back when the given rule says it fails. */
final class JmsWorker implements AutoCloseable {

  private final Connection connection;
  private final List<String> started = new CopyOnWriteArrayList<>();

  JmsWorker(Clients protocol, int port, String queue, Predicate<Message> fails)
      throws JMSException {
    connection = protocol.connect(port);
    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
    var consumer = session.createConsumer(session.createQueue(queue));
    Thread.ofVirtual()
        .start(() -> {
          try {
            @Nullable Message message;
            while ((message = consumer.receive()) != null) {
              started.add(message.getJMSMessageID());
              if (fails.test(message)) {
                session.rollback();
              } else {
                session.commit();
              }
            }
          } catch (JMSException _) {
            // closed by the test
          }
        });
  }

  List<String> started() {
    return List.copyOf(started);
  }

  @Override
  public void close() throws JMSException {
    connection.close(); // ends receive(), and with it the thread
  }
}
