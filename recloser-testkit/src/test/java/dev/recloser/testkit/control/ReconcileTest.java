package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.Snapshot;
import dev.recloser.testkit.memory.MemoryFaults;
import dev.recloser.testkit.memory.WriteCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine says is not what Recloser wants, and the engine lies or says nothing. */
class ReconcileTest {

  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Plant plant = new Plant().flowing();

  private List<String> alerts() {
    return plant.recloser.snapshot().attention().stream().map(Snapshot.Attention::rule).toList();
  }

  private boolean isHeld() {
    return Boolean.TRUE.equals(plant.mail().pause().observed());
  }

  private void resumedByOthers() {
    plant.broker.foreignResume("mail");
    plant.run(LOOK);
  }

  @Test
  void whoeverResumesAgainAndAgainIsLeftAloneForFiveMinutes() {
    plant.command(new Command.HoldOpen(null), null);
    plant.run(LOOK);
    for (int time = 1; time <= 3; time++) {
      resumedByOthers();
      assertThat(isHeld()).as("set again, time " + time).isTrue();
    }

    resumedByOthers();

    assertThat(isHeld()).isFalse();
    assertThat(alerts()).contains("contested");
    plant.broker.clearWrites();
    plant.run(Duration.ofMinutes(4));
    assertThat(plant.broker.writes()).as("no fight").isEmpty();
    assertThat(plant.mail().breaker().open()).as("the order stands").isTrue();
    plant.run(Duration.ofMinutes(1));
    assertThat(isHeld()).as("tried again after the truce").isTrue();
    assertThat(alerts()).doesNotContain("contested");
    assertThat(plant.journal.actions()).containsOnlyOnce("contested");
  }

  @Test
  void threeResumesInMoreThanAMinuteAreNoFight() {
    plant.command(new Command.HoldOpen(null), null);
    plant.run(LOOK);

    for (int time = 1; time <= 8; time++) {
      resumedByOthers();
      plant.run(Duration.ofSeconds(25));
      assertThat(isHeld()).isTrue();
    }

    assertThat(plant.journal.actions()).doesNotContain("contested");
  }

  @Test
  void workersThatTakeNothingOfAFlowingQueueAreTold() {
    plant.workers.stall(true);
    plant.run(Duration.ofSeconds(25));
    assertThat(alerts()).doesNotContain("wedged");

    plant.run(Duration.ofSeconds(10));

    assertThat(alerts()).contains("wedged");
    assertThat(plant.phase()).as("not an outage").isEqualTo(Phase.CLOSED);
    plant.workers.stall(false);
    plant.run(LOOK);
    assertThat(alerts()).doesNotContain("wedged");
  }

  @Test
  void anEngineThatSaysNothingIsUnknownAndNothingIsDecidedMeanwhile() {
    plant.down();
    plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);
    plant.run(Duration.ofMillis(300));
    plant.broker.clearWrites();

    plant.broker.faults().link(MemoryFaults.Link.DOWN);
    plant.up();
    plant.run(Duration.ofMinutes(10));

    assertThat(plant.mail().stale()).isTrue();
    assertThat(plant.phase()).as("no close because time passed").isEqualTo(Phase.OPEN);
    assertThat(plant.broker.writes())
        .as("what it asks for is the hold")
        .allMatch(write -> write instanceof WriteCall.HoldAtOpen);
    plant.broker.faults().link(MemoryFaults.Link.UP);
    assertThat(plant.runUntil(Duration.ofMinutes(3), () -> plant.phase() == Phase.CLOSED)).isTrue();
    assertThat(plant.mail().stale()).isFalse();
    assertThat(plant.mail().sample().counts().dead()).isZero();
  }

  @Test
  void aHoldThatTheEngineLostWhileItWasAwayIsDrift() {
    plant.down();
    plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);
    plant.run(Duration.ofMillis(300));

    plant.broker.faults().link(MemoryFaults.Link.DOWN);
    plant.run(Duration.ofSeconds(5));
    plant.broker.foreignResume("mail");
    plant.broker.faults().link(MemoryFaults.Link.UP);
    plant.runUntil(Duration.ofMinutes(2), () -> !plant.mail().stale());

    assertThat(plant.mail().breaker().open()).isTrue();
    assertThat(plant.journal.actions()).doesNotContain("foreign_resume");
  }
}
