package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.EngineEntry;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Recloser;
import dev.recloser.control.Snapshot;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.MemoryJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second client flips the pause of a queue that Recloser guards; a second passes each turn. */
class ReconcileTest {

  /** Real time with jumps. */
  private static final class JumpingClock implements InstantSource {
    private Duration ahead = Duration.ZERO;

    void jump(Duration by) {
      ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }

  private static BrokerProcess broker;

  @TempDir static Path brokerFolder;

  @TempDir Path folder;

  private final JumpingClock clock = new JumpingClock();
  private final MemoryJournal journal = new MemoryJournal();
  private QueueId queue = new QueueId("artemis", "none");
  private @Nullable Recloser running;

  @BeforeAll
  static void startBroker() {
    broker = new BrokerProcess(PlainBroker.class, brokerFolder, Embedded.TOKEN);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @AfterEach
  void stop() {
    recloser().close();
  }

  private Recloser recloser() {
    return Objects.requireNonNull(running);
  }

  private Engine guard(String url) {
    Engine engine =
        new ArtemisProvider()
            .create(
                new EngineSettings(
                    "artemis",
                    url,
                    folder,
                    0,
                    Embedded.TOKEN::equals,
                    clock,
                    new MemoryDeadLetters()));
    running = new Recloser(List.of(new EngineEntry("artemis", engine)), journal, clock);
    turn();
    return engine;
  }

  /** A queue of the broker in the other process. */
  private Stranger guardRemote(String name) throws Exception {
    queue = new QueueId("artemis", name);
    Clients.CORE.send(broker.port(), name, 3);
    guard("tcp://admin:" + Embedded.TOKEN + "@127.0.0.1:" + broker.port());
    until("it is seen", () -> find().isPresent());
    return Stranger.at(broker);
  }

  private void turn() {
    clock.jump(Duration.ofSeconds(1));
    recloser().turn();
  }

  private void until(String what, BooleanSupplier holds) {
    Await.polling()
        .until(
            what,
            () -> {
              turn();
              return holds.getAsBoolean();
            });
  }

  private void holdOpen() {
    var order = new Command.Order(new Command.HoldOpen(null), "ops", "test", null);
    var answer = CompletableFuture.supplyAsync(() -> recloser().command(queue, order));
    until("it is held open", () -> answer.isDone() && isHeld());
  }

  private Optional<QueueView> find() {
    return recloser().snapshot().queues().stream().filter(it -> it.id().equals(queue)).findFirst();
  }

  private QueueView view() {
    return find().orElseThrow();
  }

  private boolean isHeld() {
    return Boolean.TRUE.equals(view().pause().observed());
  }

  private List<String> alerts() {
    return recloser().snapshot().attention().stream().map(Snapshot.Attention::rule).toList();
  }

  private long drifts() {
    return journal.actions().stream().filter("drift_reasserted"::equals).count();
  }

  @Test
  void anOrderIsSetAgainThreeTimesAndThenThereIsATruce() throws Exception {
    Stranger stranger = guardRemote("contested");
    holdOpen();

    for (long time = 1; time <= 3; time++) {
      long drifts = time;
      stranger.resume("contested");
      until("it is set again", () -> drifts() == drifts && isHeld());
    }
    stranger.resume("contested");
    until("it is told", () -> alerts().contains("contested"));
    for (int turns = 0; turns < 20; turns++) {
      turn();
    }

    assertThat(isHeld()).isFalse();
    assertThat(drifts()).isEqualTo(3);
    clock.jump(Duration.ofMinutes(5));
    until("it is held after the truce", this::isHeld);
  }

  @Test
  void aPauseOfSomebodyElseIsShownAndNeverUndone() throws Exception {
    Stranger stranger = guardRemote("foreign");

    stranger.pause("foreign");
    until("it is seen", this::isHeld);
    clock.jump(Duration.ofMinutes(10));
    for (int turns = 0; turns < 5; turns++) {
      turn();
    }

    assertThat(view().pause().owner()).isEqualTo(Owner.EXTERNAL);
    assertThat(view().breaker().open()).isTrue();
    try (var worker = new JmsWorker(Clients.AMQP, broker.port(), "foreign", _ -> false)) {
      turn();
      assertThat(worker.started()).isEmpty();
      stranger.resume("foreign");
      until("it flows", () -> worker.started().size() == 3);
    }
    until("and is shown so", () -> !isHeld());
    assertThat(journal.actions()).contains("foreign_pause", "foreign_pause_ended");
  }

  @Test
  void aWorkerThatTakesNothingIsTold() throws Exception {
    var _ = guardRemote("wedged");
    try (var connection = Clients.CORE.connect(broker.port());
        var session = connection.createSession()) {
      var _ = session.createConsumer(session.createQueue("wedged")); // and it never asks for a job
      until("it is seen", () -> !List.of().equals(view().sample().workers()));
      turn();
      assertThat(alerts()).doesNotContain("wedged");

      clock.jump(Duration.ofSeconds(31));
      turn();

      assertThat(alerts()).contains("wedged");
    }
  }

  @Test
  void aBrokerThatSaysNothingIsUnknownAndNothingCloses() throws Exception {
    var _ = guardRemote("unknown");
    holdOpen();

    broker.freeze();
    until("it is stale", () -> view().stale());
    clock.jump(Duration.ofHours(1));
    for (int turns = 0; turns < 3; turns++) {
      turn();
    }

    assertThat(view().breaker().open()).isTrue();
    broker.thaw();
    until("it is known again", () -> !view().stale());
    assertThat(isHeld()).isTrue();
    assertThat(drifts()).isZero();
  }

  @Test
  void aResumeOfItsOwnDecisionIsAdopted() throws Exception {
    queue = new QueueId("artemis", "adopted");
    var engine = (EmbeddedEngine) guard("embedded?max-attempts=5&redelivery-delay=20ms");
    Clients.AMQP.send(engine.port(), "adopted", 60);
    try (var _ = new JmsWorker(Clients.AMQP, engine.port(), "adopted", _ -> true)) {
      until("it opens", () -> find().isPresent() && view().breaker().phase() == Phase.OPEN);
      until("it is held", this::isHeld);

      engine.queue("adopted").resume(); // what its management does

      until("it is adopted", () -> journal.actions().contains("foreign_resume"));
      assertThat(drifts()).isZero();
    }
  }
}
