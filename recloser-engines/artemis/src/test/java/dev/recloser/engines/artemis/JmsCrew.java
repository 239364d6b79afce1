package dev.recloser.engines.artemis;

import dev.recloser.testkit.JobPlan;
import dev.recloser.testkit.WorkerCrew;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** AMQP workers, each with its own connection; a failure is a rollback and then a report. */
final class JmsCrew implements WorkerCrew {

  private static final long PULL_MS = 100;

  private final String queue;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong started = new AtomicLong();
  private final List<SeenRun> runs = new CopyOnWriteArrayList<>();
  private final Object valve = new Object();
  private boolean frozen; // guarded by valve
  private volatile boolean up = true;
  private volatile boolean leaving;

  JmsCrew(ArtemisHarness harness, String queue, int count, int prefetch) throws JMSException {
    this.queue = queue;
    for (int i = 0; i < count; i++) {
      Connection connection = harness.connect(prefetch);
      connections.add(connection);
      Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
      Session reports = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
      threads.add(Thread.ofVirtual().start(() -> work(session, reports, consumer)));
    }
  }

  private void work(Session session, Session reports, MessageConsumer consumer) {
    try {
      while (!leaving) {
        @Nullable Message job = consumer.receive(PULL_MS);
        if (job != null) {
          run(session, reports, job);
        }
      }
    } catch (JMSException e) {
      if (!leaving) {
        throw new IllegalStateException("a worker broke", e);
      }
    }
  }

  private void run(Session session, Session reports, Message job) throws JMSException {
    started.incrementAndGet();
    awaitThaw();
    String id = job.getJMSMessageID();
    int attempt = job.getIntProperty("JMSXDeliveryCount");
    boolean fails = !up || attempt <= job.getIntProperty("failures");
    if (fails) {
      session.rollback();
      String report =
          "{\"queue\":\"%s\",\"id\":\"%s\",\"attempt\":%d,\"error\":\"%s\"}"
              .formatted(queue, id, attempt, JobPlan.ERROR);
      reports
          .createProducer(reports.createQueue("recloser.outcomes"))
          .send(reports.createTextMessage(report));
    } else {
      session.commit();
    }
    runs.add(new SeenRun(id, attempt, fails));
  }

  private void awaitThaw() {
    synchronized (valve) {
      while (frozen) {
        try {
          valve.wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException("nobody interrupts workers", e);
        }
      }
    }
  }

  @Override
  public long started() {
    return started.get();
  }

  @Override
  public List<SeenRun> runs() {
    return List.copyOf(runs);
  }

  @Override
  public void freeze() {
    synchronized (valve) {
      frozen = true;
    }
  }

  @Override
  public void thaw() {
    synchronized (valve) {
      frozen = false;
      valve.notifyAll();
    }
  }

  @Override
  public void dependencyUp(boolean isUp) {
    up = isUp;
  }

  @Override
  public void close() {
    leaving = true;
    thaw();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      for (Connection connection : connections) {
        connection.close();
      }
    } catch (JMSException e) {
      throw new IllegalStateException("a worker could not leave", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts tests", e);
    }
  }
}
