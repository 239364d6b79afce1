package dev.recloser.engines.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Objects;

/** An AMQP worker that the test drives by hand: one job at a time, each ended in its own way. */
final class SingleJobs implements AutoCloseable {

  /** How AMQP ends a delivery; the numbers are those of the client's JMS_AMQP_ACK_TYPE. */
  enum End {
    ACCEPTED(1),
    REJECTED(2),
    RELEASED(3),
    MODIFIED_FAILED(4);

    private final int ackType;

    End(int ackType) {
      this.ackType = ackType;
    }
  }

  private static final int INDIVIDUAL_ACKNOWLEDGE = 101;
  private static final long WAIT_MS = 30_000;

  private final Connection connection;
  private final MessageConsumer consumer;

  SingleJobs(int port, String queue, int prefetch) throws JMSException {
    var factory =
        new org.apache.qpid.jms.JmsConnectionFactory(
            "amqp://127.0.0.1:" + port + "?jms.prefetchPolicy.all=" + prefetch);
    connection = factory.createConnection("worker", Embedded.TOKEN);
    connection.start();
    Session session = connection.createSession(false, INDIVIDUAL_ACKNOWLEDGE);
    consumer = session.createConsumer(session.createQueue(queue));
  }

  Message take() throws JMSException {
    return Objects.requireNonNull(consumer.receive(WAIT_MS), "no job came");
  }

  void end(Message job, End end) throws JMSException {
    job.setIntProperty("JMS_AMQP_ACK_TYPE", end.ackType);
    job.acknowledge();
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
