package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The main breaker hides and stops a queue's breaker, and loses nothing of it. */
class MaskTest {

  private final Bench bench = new Bench();

  @Test
  void holdsAClosedQueueAndLetsItFlowAgainWhenNothingWaits() {
    bench.succeed(5).observed(0, 0).send(new Event.MainOpened());
    assertThat(bench.effects.getFirst()).isEqualTo(new Effect.Hold("The main breaker is open"));
    assertThat(bench.state.open()).isTrue();

    bench.after(60).send(new Event.MainClosed(bench.now.plusSeconds(2)));
    assertThat(bench.state.open()).as("waits its turn").isTrue();

    bench.after(1).tick();
    assertThat(bench.state.open()).isTrue();
    bench.after(1).tick();
    assertThat(bench.effects).containsExactly(new Effect.Flow());
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.evidence().entries()).hasSize(1);
  }

  @Test
  void aClosedQueueWithABacklogResumesThroughARamp() {
    bench.send(new Event.MainOpened()).observed(5000, 0);
    bench.after(60).send(new Event.MainClosed(bench.now)).tick();

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.state.open()).isFalse();
    assertThat(bench.state.holds()).isTrue();
  }

  @Test
  void anOpenQueueKeepsItsWaitForAfterwards() {
    bench.trip().observed(10, 0).after(0.5).tick();
    Duration left = Duration.between(bench.now, bench.open().until());
    bench.send(new Event.MainOpened()).ticking(100);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.nextProbeAt()).isNull();

    bench.send(new Event.MainClosed(bench.now)).tick();

    assertThat(Duration.between(bench.now, bench.open().until())).isEqualTo(left);
  }

  @Test
  void aProbeIsBrokenOffWithoutALongerWait() {
    bench.probing();
    bench.send(new Event.MainOpened());
    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    bench.after(60).send(new Event.MainClosed(bench.now)).observed(100, 0).tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.state.tripCount()).isEqualTo(1);
  }

  @Test
  void aRampStandsStill() {
    bench.ramping().ticking(2);
    bench.send(new Event.MainOpened());
    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
    var before = bench.ramp();

    bench.ticking(300);
    assertThat(bench.ramp().limit()).isEqualTo(before.limit());
    assertThat(bench.allEffects.getLast()).isNotInstanceOf(Effect.Grant.class);

    bench.send(new Event.MainClosed(bench.now)).tick();
    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
  }

  @Test
  void aForcedFlowWaitsForTheMainBreaker() {
    bench.send(new Event.MainOpened());
    bench.send(new Event.ManualForceClose("ann", null, bench.now.plusSeconds(3600)));
    assertThat(bench.asked(Effect.Flow.class)).isFalse();
    assertThat(bench.note().detail())
        .endsWith("; takes effect when the main breaker lets the queue run");

    bench.send(new Event.MainClosed(bench.now)).tick();
    assertThat(bench.effects).containsExactly(new Effect.Flow());
  }

  @Test
  void aHoldOutlastsTheMainBreaker() {
    bench.send(new Event.ManualOpen("ann", null, null));
    bench.send(new Event.MainOpened());
    bench.after(60).send(new Event.MainClosed(bench.now)).ticking(60);

    assertThat(bench.state.open()).isTrue();
  }

  @Test
  void outcomesUnderTheMaskAreNoEvidence() {
    long period = bench.state.position().period();
    bench.send(new Event.MainOpened());
    bench.ended(period, 0, 100).after(5).ended(period, 0, 100);

    assertThat(bench.state.evidence()).isEqualTo(Evidence.NONE);
  }

  @Test
  void aRestartWhileMaskedShiftsTheWaitToo() {
    bench.trip().send(new Event.MainOpened()).after(1).tick();
    Duration left = Duration.between(bench.now, bench.open().until());
    Instant later = bench.now.plus(Duration.ofHours(3));

    var restored = BreakerState.restored(bench.state.saved(), bench.policy, later);

    assertThat(((Position.Open) restored.position()).until()).isEqualTo(later.plus(left));
    assertThat(restored.open()).isTrue();
  }
}
