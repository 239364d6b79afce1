package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.testkit.Await;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two parties at one gate: Recloser, and whoever pauses and resumes at the broker. */
class EmbeddedGateTest {

  private static final GateView OURS = new GateView(true, Owner.RECLOSER);
  private static final GateView THEIRS = new GateView(true, Owner.EXTERNAL);
  private static final Grant ONE = new Grant(1, 1, true);

  @TempDir Path folder;

  private Embedded broker;

  @BeforeEach
  void start() throws Exception {
    broker = new Embedded(folder).open();
    Clients.AMQP.send(broker.engine.port(), "jobs", 5);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private void restart() {
    broker.close();
    broker = new Embedded(folder).open();
  }

  @Test
  void aForeignResumeShowsWhileTheGateGoesOnProtecting() throws Exception {
    broker.engine.hold("jobs", "test");

    broker.engine.queue("jobs").resume();

    assertThat(broker.queue("jobs").gate()).isEqualTo(GateView.FLOWING);
    assertThatThrownBy(() -> broker.engine.grant("jobs", ONE))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.REFUSED));
    try (var worker = new JmsWorker(Clients.AMQP, broker.engine.port(), "jobs", _ -> false)) {
      assertThat(broker.engine.hold("jobs", "again")).isEqualTo(OURS);
      assertThat(worker.started()).isEmpty();
      broker.engine.queue("jobs").resume();
      assertThat(broker.engine.flow("jobs")).isEqualTo(GateView.FLOWING);
      Await.polling().until("adopted: all run", () -> worker.started().size() == 5);
    }
  }

  @Test
  void aForeignPauseUnderOurHoldStaysAndBarsGrants() {
    broker.engine.queue("jobs").pause(true);
    assertThat(broker.queue("jobs").gate()).isEqualTo(THEIRS);

    assertThat(broker.engine.hold("jobs", "test")).isEqualTo(OURS);

    assertThatThrownBy(() -> broker.engine.grant("jobs", ONE)).hasMessageContaining("somebody");
    assertThat(broker.engine.flow("jobs")).isEqualTo(THEIRS);
  }

  @Test
  void aForeignPauseUnderOurHoldIsRememberedOverARestart() {
    broker.engine.queue("jobs").pause(true);
    broker.engine.hold("jobs", "test");

    restart();

    assertThat(broker.queue("jobs").gate()).isEqualTo(OURS);
    assertThat(broker.engine.flow("jobs")).isEqualTo(THEIRS);
    restart();
    assertThat(broker.queue("jobs").gate()).isEqualTo(THEIRS);
  }

  @Test
  void aForeignPauseThatWasNotDurableIsNotMadeDurable() {
    broker.engine.queue("jobs").pause(false);
    broker.engine.hold("jobs", "test");
    assertThat(broker.engine.flow("jobs")).isEqualTo(THEIRS);

    restart();

    assertThat(broker.queue("jobs").gate()).isEqualTo(GateView.FLOWING);
  }

  @Test
  void aForeignPauseDuringOurHoldOutlivesIt() {
    broker.engine.hold("jobs", "test");
    broker.engine.queue("jobs").pause(true);

    assertThat(broker.engine.flow("jobs")).isEqualTo(THEIRS);
  }
}
