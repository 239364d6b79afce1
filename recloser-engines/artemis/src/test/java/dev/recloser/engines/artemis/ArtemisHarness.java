package dev.recloser.engines.artemis;

import dev.recloser.testkit.Await;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.JobPlan;
import dev.recloser.testkit.WorkerCrew;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Producers and workers that speak AMQP to a broker on a port. */
abstract class ArtemisHarness implements EngineHarness {

  private static final AtomicInteger QUEUES = new AtomicInteger();

  abstract int port();

  Connection connect(int prefetch) throws JMSException {
    var factory =
        new JmsConnectionFactory(
            "amqp://127.0.0.1:" + port() + "?jms.prefetchPolicy.all=" + prefetch);
    Connection connection = factory.createConnection("somebody", Embedded.TOKEN);
    connection.start();
    return connection;
  }

  @Override
  public String createQueue() {
    String queue = "queue-" + QUEUES.incrementAndGet();
    try (Connection connection = connect(0);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createConsumer(session.createQueue(queue)).close(); // the broker makes it
      return queue;
    } catch (JMSException e) {
      throw new IllegalStateException("no queue", e);
    }
  }

  @Override
  public List<String> send(String queue, List<JobPlan> plans) {
    var ids = new ArrayList<String>();
    try (Connection connection = connect(0);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      var producer = session.createProducer(session.createQueue(queue));
      for (JobPlan plan : plans) {
        var message = session.createTextMessage("note: " + plan.note());
        message.setIntProperty("failures", plan.failures());
        producer.send(message);
        ids.add(message.getJMSMessageID());
      }
      return ids;
    } catch (JMSException e) {
      throw new IllegalStateException("not sent", e);
    }
  }

  @Override
  public WorkerCrew startWorkers(String queue, int count, int prefetch) {
    try {
      return new JmsCrew(this, queue, count, prefetch);
    } catch (JMSException e) {
      throw new IllegalStateException("no workers", e);
    }
  }

  @Override
  public Await await() {
    return Await.polling();
  }

  @Override
  public List<String> secrets() {
    return List.of(Embedded.TOKEN);
  }
}
