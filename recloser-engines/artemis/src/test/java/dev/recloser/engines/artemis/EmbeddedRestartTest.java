package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill of the process leaves behind. */
class EmbeddedRestartTest {

  private static final GateView OURS = new GateView(true, Owner.RECLOSER);

  @TempDir Path folder;

  @Test
  void aHoldSurvivesAKillAndNoJobStartsBeforeItIsReleased() throws Exception {
    try (var process = new BrokerProcess(DyingEngine.class, folder)) {
      process.kill();
    }

    try (var broker = new Embedded(folder).open();
        var _ = new JmsWorker(Clients.AMQP, broker.engine.port(), "held", _ -> false);
        var _ = new JmsWorker(Clients.CORE, broker.engine.port(), "flowing", _ -> false)) {
      Await.polling()
          .until("the other queue is worked", () -> broker.sink.outcomes("flowing").size() == 20);

      assertThat(broker.queue("held").gate()).isEqualTo(OURS);
      assertThat(broker.waiting("held")).isEqualTo(20);
      assertThat(broker.sink.outcomes("held")).isEmpty();
      assertThat(broker.engine.flow("held")).isEqualTo(GateView.FLOWING);
      Await.polling().until("all ran", () -> broker.sink.outcomes("held").size() == 20);
    }
  }

  @Test
  void aQueueNamedAtOpenIsShutBeforeTheFirstWorkerCanCome() throws Exception {
    try (var process = new BrokerProcess(DyingEngine.class, folder)) {
      process.kill();
    }
    int port = freePort();
    var settings =
        new EngineSettings(
            "embedded",
            "embedded",
            folder,
            port,
            Embedded.TOKEN::equals,
            InstantSource.system(),
            new MemoryDeadLetters());
    var engine = (EmbeddedEngine) new ArtemisProvider().create(settings);
    var impatient = new ImpatientWorker(port, "flowing");

    engine.open(Set.of("flowing"), new RecordingSink());
    Await.polling().until("a worker is in", impatient::isIn);
    Await.polling()
        .until(
            "the broker sees it",
            () ->
                engine.sample().queues().stream()
                    .anyMatch(q ->
                        q.queue().equals("flowing")
                            && q.gate().equals(OURS)
                            && q.workers() != null
                            && !q.workers().isEmpty()));

    assertThat(impatient.received()).isZero();
    engine.flow("flowing");
    Await.polling().until("it gets jobs", () -> impatient.received() > 0);
    impatient.leave();
    engine.close();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Tries to connect without a break, so that it is in as soon as anybody listens. */
  private static final class ImpatientWorker {
    private final AtomicBoolean in = new AtomicBoolean();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final AtomicInteger received = new AtomicInteger();

    ImpatientWorker(int port, String queue) {
      Thread.ofVirtual().start(() -> run(port, queue));
    }

    private void run(int port, String queue) {
      while (!leaving.get()) {
        try (Connection connection = Clients.CORE.prefetching(port);
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
          var consumer = session.createConsumer(session.createQueue(queue));
          in.set(true);
          while (!leaving.get()) {
            if (consumer.receive(50) != null) {
              received.incrementAndGet();
            }
          }
        } catch (JMSException _) {
          // nobody listens yet
        }
      }
    }

    boolean isIn() {
      return in.get();
    }

    int received() {
      return received.get();
    }

    void leave() {
      leaving.set(true);
    }
  }
}
