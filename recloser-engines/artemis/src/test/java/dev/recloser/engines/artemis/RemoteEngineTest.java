package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.QueueSample;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteEngineTest {

  /**
   * Far more than the SPI's two seconds, for a busy machine; without a limit a call hangs for ever.
   */
  private static final Duration IN_TIME = Duration.ofSeconds(20);

  @TempDir Path brokerFolder;

  @TempDir Path folder;

  private final RecordingSink sink = new RecordingSink();
  private BrokerProcess broker;
  private Engine engine;

  @BeforeEach
  void start() {
    broker = new BrokerProcess(PlainBroker.class, brokerFolder, Embedded.TOKEN);
    engine = engine(Embedded.TOKEN);
    open(Set.of());
  }

  @AfterEach
  void stop() {
    engine.close();
    broker.close();
  }

  private Engine engine(String password) {
    String url = "tcp://admin:" + password + "@127.0.0.1:" + broker.port();
    return new ArtemisProvider()
        .create(
            new EngineSettings(
                "remote",
                url,
                folder,
                0,
                _ -> false,
                InstantSource.system(),
                new MemoryDeadLetters()));
  }

  private void open(Set<String> held) {
    Await.polling()
        .until(
            "open",
            () -> {
              try {
                engine.open(held, sink);
                return true;
              } catch (EngineException e) {
                assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
                return false;
              }
            });
  }

  @Test
  void aFrozenBrokerIsUnreachableInTimeAndComesBack() throws Exception {
    Clients.CORE.send(broker.port(), "jobs", 3);
    engine.hold("jobs", "test");

    broker.freeze();
    var calls =
        List.<Runnable>of(
            () -> engine.sample(),
            () -> engine.sample(),
            () -> engine.hold("jobs", "again"),
            () -> engine.open(Set.of("jobs"), sink),
            () -> engine.open(Set.of("jobs"), sink));
    for (Runnable call : calls) {
      long before = System.nanoTime();
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(IN_TIME);
    }

    broker.thaw();
    open(Set.of("jobs"));
    assertThat(engine.sample().queues())
        .filteredOn(queue -> queue.queue().equals("jobs"))
        .extracting(queue -> queue.gate().held())
        .containsExactly(true);
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() {
    Engine wrong = engine("a-wrong-password");

    assertThatThrownBy(() -> wrong.open(Set.of(), sink))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
        .hasMessageNotContaining("a-wrong-password");
    assertThat(wrong.toString()).doesNotContain("a-wrong-password");
    wrong.close();
  }

  @Test
  void errorReportsAreReadAndCounted() throws Exception {
    Clients.CORE.send(broker.port(), "jobs", 1);
    Clients.AMQP.report(
        broker.port(), "{\"queue\":\"jobs\",\"id\":\"j1\",\"attempt\":1,\"error\":\"no route\"}");
    Clients.CORE.report(broker.port(), "nonsense");

    Await.polling().until("explained", () -> sink.explanations().size() == 1);

    assertThat(sink.explanations().getFirst().error().message()).isEqualTo("no route");
    Await.polling()
        .until(
            "counted", () -> engine.sample().notices().stream().anyMatch(n -> n.startsWith("1")));
    assertThat(engine.sample().queues())
        .extracting(QueueSample::queue, queue -> queue.totals().failed())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("jobs", 1L));
  }
}
