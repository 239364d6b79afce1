package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.control.AuditEntry;
import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.ControlException;
import dev.recloser.control.EngineStatus;
import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.testkit.memory.Dependency;
import dev.recloser.testkit.memory.MemoryFaults;
import dev.recloser.testkit.memory.WriteCall;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ControlTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void opensWithinThreeSecondsProbesRampsAndClosesWithNoJobDead() {
    var plant = new Plant().flowing();

    plant.down();
    boolean opened = plant.runUntil(Duration.ofSeconds(3), () -> plant.phase() == Phase.OPEN);
    long startedAtTrip = plant.workers.started();
    plant.run(Duration.ofSeconds(18));
    long probes = plant.workers.started() - startedAtTrip;
    plant.up();
    boolean closed = plant.runUntil(Duration.ofSeconds(90), () -> plant.phase() == Phase.CLOSED);

    assertThat(opened).isTrue();
    assertThat(probes).isBetween(1L, 15L);
    assertThat(closed).isTrue();
    assertThat(plant.mail().sample().counts().dead()).isZero();
    assertThat(plant.journal.actions()).contains("opened", "probing", "ramping", "closed");
  }

  @Test
  void explainsAnOpeningWithItsRuleAndItsErrors() {
    var plant = new Plant().flowing();

    plant.down();
    plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);

    var cause = Objects.requireNonNull(plant.mail().breaker().cause());
    assertThat(cause.text()).contains("attempts failed with java.net.ConnectException");
    assertThat(plant.mail().breaker().actor()).isEqualTo("recloser");
  }

  @Test
  void opensWhenSixOfTenFailAndLosesNoJob() {
    var plant = new Plant().flowing();

    plant.workers.dependency(Dependency.failing(0.6, 7));
    boolean opened = plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);
    plant.run(Duration.ofSeconds(20));
    plant.up();
    boolean closed = plant.runUntil(Duration.ofSeconds(90), () -> plant.phase() == Phase.CLOSED);

    assertThat(opened).isTrue();
    assertThat(closed).isTrue();
    assertThat(plant.mail().sample().counts().dead()).isZero();
  }

  @Test
  void mainBreakerHoldsTheQueueAndAKillKeepsItsTimeAndReason() {
    var plant = new Plant().flowing();
    plant.recloser.openMain("ops", "database failover");
    plant.run(SECOND);
    long started = plant.workers.started();
    var before = plant.recloser.snapshot().main();

    for (int kill = 0; kill < 5; kill++) {
      plant.crash(SECOND);
      plant.run(SECOND);
    }

    assertThat(plant.recloser.snapshot().main()).isEqualTo(before);
    assertThat(plant.mail().breaker().open()).isTrue();
    assertThat(plant.mail().pause().owner()).isEqualTo(Owner.RECLOSER);
    assertThat(plant.workers.started()).isEqualTo(started);

    plant.recloser.closeMain("ops", null);
    plant.run(Duration.ofSeconds(60));
    assertThat(plant.workers.started()).isGreaterThan(started + 60 * 15);
    boolean closed = plant.runUntil(Duration.ofSeconds(90), () -> plant.phase() == Phase.CLOSED);
    assertThat(closed).isTrue();
  }

  @Test
  void aKillWhileHeldOpenKeepsLockAndHold() {
    var plant = new Plant().flowing();
    var held = plant.command(new Command.HoldOpen(null), null);
    plant.run(SECOND);
    long started = plant.workers.started();

    plant.crash(Duration.ofSeconds(3));
    plant.run(Duration.ofSeconds(5));

    assertThat(held.kind()).isEqualTo(CommandResult.Kind.DONE);
    assertThat(plant.mail().breaker().lock()).isEqualTo("forced_open");
    assertThat(plant.mail().breaker().reason()).isEqualTo("because");
    assertThat(plant.workers.started()).isEqualTo(started);
  }

  @Test
  void aHoldLeftByACrashBetweenJournalAndReleaseIsReleased() {
    var plant = new Plant().flowing();
    plant.command(new Command.HoldOpen(null), null);
    plant.run(SECOND);
    plant.broker.faults().link(MemoryFaults.Link.HANGS);
    plant.command(new Command.ChangeMode(Mode.OFF), null);
    plant.broker.faults().link(MemoryFaults.Link.UP);
    long started = plant.workers.started();

    plant.crash(SECOND);
    plant.run(Duration.ofSeconds(5));

    assertThat(plant.mail().pause().observed()).isFalse();
    assertThat(plant.workers.started()).isGreaterThan(started);
  }

  @Test
  void neverUndoesAPauseThatSomebodyElseSet() {
    var plant = new Plant().flowing();

    plant.broker.foreignPause("mail");
    plant.run(Duration.ofSeconds(2));
    long started = plant.workers.started();
    plant.run(Duration.ofSeconds(30));

    assertThat(plant.workers.started()).isEqualTo(started);
    assertThat(plant.mail().pause().owner()).isEqualTo(Owner.EXTERNAL);
    assertThat(plant.mail().breaker().open()).isTrue();
    assertThat(plant.journal.actions()).contains("foreign_pause");
    plant.broker.foreignResume("mail");
    plant.run(Duration.ofSeconds(2));
    assertThat(plant.workers.started()).isGreaterThan(started);
  }

  @Test
  void adoptsAForeignResumeOfItsOwnDecisionButNotOfAPersonsOrder() {
    var plant = new Plant().flowing();
    plant.down();
    plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);
    plant.run(SECOND);
    plant.broker.foreignResume("mail");
    plant.up();
    plant.run(Duration.ofSeconds(2));
    assertThat(plant.phase()).isIn(Phase.RAMPING, Phase.CLOSED);
    assertThat(plant.journal.actions()).contains("foreign_resume");

    plant.command(new Command.HoldOpen(null), null);
    plant.run(Duration.ofSeconds(2));
    plant.broker.foreignResume("mail");
    plant.run(Duration.ofSeconds(2));

    assertThat(plant.mail().pause().observed()).isTrue();
    assertThat(plant.journal.actions()).contains("drift_reasserted");
  }

  @Test
  void refusesACommandMadeOnAnOldView() {
    var plant = new Plant().flowing();
    long seen = plant.mail().breaker().version();
    plant.command(new Command.HoldOpen(null), seen);

    var second = plant.command(new Command.Close(), seen);

    assertThat(second.kind()).isEqualTo(CommandResult.Kind.CONFLICT);
    assertThat(plant.mail().breaker().lock()).isEqualTo("forced_open");
  }

  @Test
  void observeModeChangesNothingAtTheEngine() {
    var plant = new Plant().flowing();
    plant.command(new Command.ChangeMode(Mode.OBSERVE), null);
    plant.broker.clearWrites();

    plant.down();
    plant.run(Duration.ofSeconds(30));

    assertThat(plant.journal.actions()).contains("opened");
    assertThat(plant.broker.writes()).isEmpty();
  }

  @Test
  void actsOnNothingThatTheJournalDidNotTake() {
    var plant = new Plant().flowing();
    plant.broker.clearWrites();
    plant.journal.refuses(true);

    plant.down();
    plant.run(Duration.ofSeconds(5));
    assertThat(plant.broker.writes()).isEmpty();

    plant.journal.refuses(false);
    plant.run(SECOND);
    assertThat(plant.broker.writes()).anyMatch(WriteCall.Hold.class::isInstance);
    assertThat(plant.journal.actions()).contains("opened");
  }

  @Test
  void anEngineThatHangsTurnsStaleAndComesBackAlone() {
    var plant = new Plant().flowing();
    plant.broker.faults().link(MemoryFaults.Link.HANGS);
    plant.run(Duration.ofSeconds(5));

    var engine = plant.recloser.snapshot().engines().getFirst();
    assertThat(engine.status()).isEqualTo(EngineStatus.Status.DOWN);
    assertThat(plant.mail().stale()).isTrue();
    assertThat(plant.recloser.snapshot().attention()).anyMatch(a -> a.rule().equals("engine_down"));

    plant.broker.faults().link(MemoryFaults.Link.UP);
    plant.run(Duration.ofSeconds(10));
    assertThat(plant.mail().stale()).isFalse();
  }

  @Test
  void lateOutcomesOfJobsThatStartedBeforeTheTripDecideNothing() {
    var plant = new Plant().flowing();
    plant.broker.faults().outcomeDelay(Duration.ofSeconds(1));

    plant.down();
    plant.runUntil(Duration.ofSeconds(8), () -> plant.phase() == Phase.OPEN);
    plant.up();
    boolean closed = plant.runUntil(Duration.ofSeconds(90), () -> plant.phase() == Phase.CLOSED);

    assertThat(closed).isTrue();
    assertThat(plant.journal.entries().stream().filter(e -> e.action().equals("opened")))
        .hasSize(1);
  }

  @Test
  void everyAuditRowTellsWhoAndTheStateBeforeAndAfter() {
    var plant = new Plant().flowing();

    plant.command(new Command.HoldOpen(null), null);

    var row = plant.journal.entries().getLast();
    assertThat(row)
        .extracting(
            AuditEntry::actor,
            AuditEntry::action,
            AuditEntry::target,
            AuditEntry::before,
            AuditEntry::after,
            AuditEntry::result)
        .containsExactly("ops", "held_open", "memory/mail", "closed", "held open", "done");
  }

  @Test
  void saysWhichEnginesThereAreWhenOneIsUnknown() {
    var plant = new Plant().flowing();

    assertThatThrownBy(() -> plant.recloser.queue(new QueueId("redis", "x")))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("Known: memory");
  }

  @Test
  void keepsTheLastHourWithThePhasesOfTheBreaker() {
    var plant = new Plant().flowing();
    plant.down();
    plant.run(Duration.ofSeconds(10));

    var history = plant.recloser.history(Plant.MAIL, Duration.ofMinutes(60));

    assertThat(history.buckets()).anyMatch(bucket -> bucket.done() > 50);
    assertThat(history.intervals()).anyMatch(interval -> interval.phase().equals("open"));
  }

  @Test
  void recordsEachBusySecondOnceAndNothingOfIdleOnes() {
    var plant = new Plant().flowing();
    plant.run(Duration.ofSeconds(20));
    plant.journal.refuses(true);
    plant.run(Duration.ofSeconds(20));
    plant.journal.refuses(false);
    plant.down();
    plant.run(Duration.ofSeconds(40));

    var seconds = plant.journal.seconds();
    assertThat(seconds).extracting(Recorded::second).isSorted().doesNotHaveDuplicates();
    assertThat(seconds).filteredOn(s -> s.failed() == 0).hasSizeGreaterThan(40);
    assertThat(seconds).filteredOn(s -> s.failed() > 10).isNotEmpty();
    assertThat(seconds).noneMatch(s -> s.succeeded() + s.failed() == 0);
  }
}
