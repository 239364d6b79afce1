package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect.Act;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rows of the table that people cause: locks, their ends, probes on demand, modes. */
class ManualTest {

  private final Bench bench = new Bench();

  @Test
  void aPersonHoldsAQueueUntilReleased() {
    hold(null);
    assertThat(bench.effects.getFirst())
        .isEqualTo(new Effect.Hold("Held by ann: the provider is down"));
    assertThat(bench.state.open()).isTrue();

    bench.after(Duration.ofDays(30)).tick();
    assertThat(bench.state.open()).as("automation never ends an unlimited hold").isTrue();

    release();
    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.state.lock()).isEqualTo(Lock.NONE);
  }

  @Test
  void aHoldWithAnEndGoesOnInProbing() {
    hold(bench.now.plusSeconds(600));
    assertThat(bench.state.nextProbeAt()).isEqualTo(bench.now.plusSeconds(600));
    bench.observed(5, 0).after(600).tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.note().act()).isEqualTo(Act.LOCK_EXPIRED);
    assertThat(bench.grants()).hasSize(1);
    assertThat(bench.state.open()).isTrue();
  }

  @Test
  void holdingAnOpenBreakerAddsTheLock() {
    bench.trip();
    hold(null);

    assertThat(bench.note().changed()).isTrue();
    assertThat(bench.state.lock()).isInstanceOf(Lock.ForcedOpen.class);
    assertThat(bench.asked(Effect.Hold.class)).as("it was held already").isFalse();
    bench.ticking(120);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void holdingAHeldQueueChangesNothing() {
    hold(null);
    long version = bench.state.version();

    hold(null);

    assertThat(bench.note().changed()).isFalse();
    assertThat(bench.state.version()).isEqualTo(version);
  }

  @Test
  void anotherEndOfAHoldIsAChange() {
    hold(bench.now.plusSeconds(60));

    hold(null);

    assertThat(bench.note().changed()).isTrue();
  }

  @Test
  void closingAClosedBreakerIsNotedAndChangesNothing() {
    release();

    assertThat(bench.note())
        .isEqualTo(new Effect.Noted(Act.RELEASED, "ann", "fixed", false, "It runs already"));
    assertThat(bench.state.version()).isEqualTo(1);
  }

  @Test
  void closingAnOpenBreakerGoesThroughARamp() {
    bench.trip();
    release();

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.state.position().cause()).isNull();
  }

  @Test
  void closingDuringAProbeGoesThroughARamp() {
    bench.probing();
    release();

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
  }

  @Test
  void forcedFlowIgnoresFailuresAndEndsWithNoEvidence() {
    bench.trip();
    forceFlow(600);
    assertThat(bench.effects.getFirst()).isEqualTo(new Effect.Flow());
    bench.trip().trip();
    assertThat(bench.state.open()).isFalse();
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.after(600).tick();

    assertThat(bench.note().act()).isEqualTo(Act.LOCK_EXPIRED);
    assertThat(bench.state.evidence()).isEqualTo(Evidence.NONE);
    assertThat(bench.trip().phase()).as("protected again").isEqualTo(Phase.OPEN);
  }

  @Test
  void releasingForcedFlowKeepsJobsRunning() {
    forceFlow(600);
    release();

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.lock()).isEqualTo(Lock.NONE);
    assertThat(bench.asked(Effect.Flow.class)).isFalse();
  }

  @Test
  void aProbeOnDemandDoesNotWait() {
    bench.trip().observed(10, 0);
    bench.send(new Event.ProbeNow("ann", null));

    assertThat(bench.grants()).hasSize(1);
    assertThat(bench.note().changed()).isTrue();
  }

  @Test
  void aProbeUnderAHoldAnswersAndNeverCloses() {
    hold(null);
    bench.observed(10, 0).send(new Event.ProbeNow("ann", "is it back?"));
    assertThat(bench.grants()).hasSize(1);

    bench.succeed(1).succeed(2);

    assertThat(bench.state.open()).isTrue();
    assertThat(bench.state.lock()).isInstanceOf(Lock.ForcedOpen.class);
    assertThat(bench.note().detail())
        .isEqualTo("It would work: 3 succeeded, 0 failed; the queue stays held as ordered");
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    bench.ticking(300);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void aFailedProbeUnderAHoldDoesNotLengthenTheWait() {
    hold(null);
    bench.observed(10, 0).send(new Event.ProbeNow("ann", null)).fail(1);

    assertThat(bench.state.tripCount()).isZero();
    assertThat(bench.state.open()).isTrue();
  }

  @Test
  void aProbeWhileJobsRunIsRefusedWithTheReason() {
    bench.send(new Event.ProbeNow("ann", null));

    assertThat(bench.note().changed()).isFalse();
    assertThat(bench.note().detail()).isEqualTo("Jobs run, so there is nothing to probe");
  }

  @Test
  void aHoldDuringARampWithdrawsUnusedStarts() {
    bench.ramping().ticking(2);
    hold(null);

    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
    bench.ticking(10);
    assertThat(bench.grants()).isEmpty();
  }

  @Test
  void leavingTheActiveModeLetsJobsRunAndComingBackHoldsAgain() {
    hold(null);
    mode(Mode.OBSERVE);
    assertThat(bench.effects.getFirst()).isEqualTo(new Effect.Flow());
    assertThat(bench.state.open()).isFalse();

    mode(Mode.ACTIVE);
    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
  }

  @Test
  void switchingOffForgetsThePosition() {
    bench.trip();
    mode(Mode.OFF);

    assertThat(bench.effects.getFirst()).isEqualTo(new Effect.Flow());
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    mode(Mode.OFF);
    assertThat(bench.note().changed()).isFalse();
  }

  @Test
  void aForeignResumeGoesOnThroughARamp() {
    bench.trip().send(new Event.ForeignResume());

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.asked(Effect.Hold.class)).as("a ramp needs the gate shut").isTrue();
    assertThat(bench.note().actor()).isEqualTo("external");
  }

  @Test
  void aForeignResumeUnderAHoldIsUndone() {
    hold(null);
    bench.send(new Event.ForeignResume());

    assertThat(bench.asked(Effect.Hold.class)).isTrue();
    assertThat(bench.note().changed()).isFalse();
  }

  private void hold(@Nullable Instant until) {
    bench.send(new Event.ManualOpen("ann", "the provider is down", until));
  }

  private void release() {
    bench.send(new Event.ManualClose("ann", "fixed"));
  }

  private void forceFlow(int seconds) {
    bench.send(new Event.ManualForceClose("ann", "urgent", bench.now.plusSeconds(seconds)));
  }

  private void mode(Mode mode) {
    bench.send(new Event.SetMode("ann", null, mode));
  }
}
