package dev.recloser.server.demo;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Producers and workers of the demo: Jakarta Messaging over the broker's port, as a team's own
 * would. Each runs on a virtual thread until {@link #close()}.
 */
final class DemoTraffic implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DemoTraffic.class.getName());
  private static final String REPORTS = "recloser.outcomes";
  private static final long ENOUGH_WAITING = 3_000;
  private static final long PAUSE_AFTER_ERROR_MILLIS = 1_000;

  /** Work that ends with the connection. */
  @FunctionalInterface
  private interface Work {
    void run(Connection connection) throws JMSException, InterruptedException;
  }

  private final String url;
  private final String token;
  private final ToLongFunction<String> waiting;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Traffic that has not begun.
   *
   * @param token signs in at the broker
   * @param waiting jobs waiting in a queue; a producer rests while there are many
   */
  DemoTraffic(int brokerPort, String token, ToLongFunction<String> waiting) {
    // consumerWindowSize=0: a worker holds one job at a time, so a pause leaves nothing prefetched
    this.url = "tcp://127.0.0.1:" + brokerPort + "?consumerWindowSize=0";
    this.token = token;
    this.waiting = waiting;
  }

  void start(FakeDependency dependency) {
    var queue = dependency.queue();
    spawn("demo-producer-" + queue.name(), connection -> produce(connection, queue));
    for (int i = 0; i < queue.workers(); i++) {
      spawn("demo-worker-" + queue.name(), connection -> work(connection, dependency));
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }

  private void spawn(String name, Work work) {
    threads.add(Thread.ofVirtual().name(name).start(() -> untilClosed(work)));
  }

  /** Connects again after any error: the demo goes on over a restart of the broker. */
  private void untilClosed(Work work) {
    while (!closed) {
      try (var factory = new ActiveMQConnectionFactory(url);
          var connection = factory.createConnection("demo", token)) {
        connection.start();
        work.run(connection);
      } catch (JMSException e) {
        LOG.log(System.Logger.Level.DEBUG, "demo traffic: {0}", e.getMessage());
        rest();
      } catch (InterruptedException _) {
        return; // close() was called
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(PAUSE_AFTER_ERROR_MILLIS);
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  private void produce(Connection connection, DemoQueue queue)
      throws JMSException, InterruptedException {
    try (var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      var producer = session.createProducer(session.createQueue(queue.name()));
      for (long n = 0; !closed; n++) {
        if (waiting.applyAsLong(queue.name()) < ENOUGH_WAITING) {
          producer.send(session.createTextMessage("{\"n\":%d}".formatted(n)));
        }
        Thread.sleep(1_000 / queue.jobsPerSecond());
      }
    }
  }

  private void work(Connection connection, FakeDependency dependency)
      throws JMSException, InterruptedException {
    try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
        var reports = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      MessageConsumer consumer =
          session.createConsumer(session.createQueue(dependency.queue().name()));
      MessageProducer reporter = reports.createProducer(reports.createQueue(REPORTS));
      while (!closed) {
        var message = consumer.receive();
        if (message == null) {
          return; // the connection was closed
        }
        try {
          dependency.call();
          session.commit();
        } catch (FakeDependency.DependencyException e) {
          reporter.send(report(reports, dependency.queue().name(), message, e));
          session.rollback();
        }
      }
    }
  }

  private static BytesMessage report(
      Session session, String queue, Message failed, FakeDependency.DependencyException e)
      throws JMSException {
    var report =
        JsonMapper.shared()
            .createObjectNode()
            .put("queue", queue)
            .put("id", failed.getJMSMessageID())
            .put("attempt", failed.getIntProperty("JMSXDeliveryCount"))
            .put("error_class", e.errorClass())
            .put("error", e.getMessage());
    var message = session.createBytesMessage();
    message.writeBytes(report.toString().getBytes(StandardCharsets.UTF_8));
    return message;
  }
}
