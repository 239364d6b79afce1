package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A team's own producer and worker: Jakarta Messaging over the broker's port. */
final class Worker implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final ActiveMQConnectionFactory factory;
  private final Connection connection;
  private final Session session;

  /** Signs in with a token as the password. */
  Worker(int brokerPort, String token) throws JMSException {
    factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort);
    connection = factory.createConnection("anyone", token);
    connection.start();
    session = connection.createSession(true, Session.SESSION_TRANSACTED);
  }

  void send(String queue, String body, Map<String, String> properties) throws JMSException {
    try (var producer = session.createProducer(session.createQueue(queue))) {
      var message = session.createTextMessage(body);
      for (var property : properties.entrySet()) {
        message.setStringProperty(property.getKey(), property.getValue());
      }
      producer.send(message);
      session.commit();
    }
  }

  /** Takes one job and fails it. */
  void fail(String queue) throws JMSException {
    try (var consumer = session.createConsumer(session.createQueue(queue))) {
      assertThat(consumer.receive(PATIENCE_MILLIS)).isNotNull();
      session.rollback();
    }
  }

  /** Takes one job and does it. */
  void succeed(String queue) throws JMSException {
    try (var consumer = session.createConsumer(session.createQueue(queue))) {
      assertThat(consumer.receive(PATIENCE_MILLIS)).isNotNull();
      session.commit();
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
    factory.close();
  }
}
