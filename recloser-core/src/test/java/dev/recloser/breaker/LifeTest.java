package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The automatic rows of the table of transitions, one opening from trip to close. */
class LifeTest {

  private final Bench bench = new Bench();

  @Test
  void opensWhenHalfOfTheNewestTwentyFailed() {
    bench.succeed(10).after(1).succeed(5).after(1).fail(14);
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
    assertThat(bench.note().act()).isEqualTo(Effect.Act.OPENED);
    assertThat(bench.note().detail())
        .startsWith("15 of 30 outcomes failed (limit 50%), 8 or more different jobs, over 2 s;");
    assertThat(bench.state.openedAt()).isEqualTo(bench.now);
    assertThat(bench.state.tripCount()).isEqualTo(1);
    assertThat(bench.state.episode()).isEqualTo(1);
  }

  @Test
  void staysClosedWhileTheFailuresSpanLessThanTwoSeconds() {
    bench.fail(100).after(1.9).fail(100);
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.after(0.1).fail(1);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void opensOnLowTrafficAtTheEighthFailureInARow() {
    bench.succeed(1);
    for (int i = 1; i <= 7; i++) {
      bench.after(30).fail(1);
    }
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.after(30).fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.position().cause())
        .extracting(Cause::rule, Cause::failed, Cause::span)
        .containsExactly(Cause.Rule.STREAK, 8, Duration.ofSeconds(210));
  }

  @Test
  void aSuccessCutsTheStreak() {
    for (int i = 0; i < 7; i++) {
      bench.after(30).fail(1);
    }
    bench.after(30).succeed(1);
    for (int i = 0; i < 7; i++) {
      bench.after(30).fail(1);
    }

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void probesWhenTheWaitIsOverAndWorkersHoldNothing() {
    bench.trip().observed(100, 0);
    assertThat(bench.open().waitTime()).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
    assertThat(bench.state.nextProbeAt()).isEqualTo(bench.open().until());

    bench.after(1.7).tick();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);

    bench.after(0.5).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.grants())
        .containsExactly(new Effect.Grant(bench.state.position().period(), 1, true));
  }

  @Test
  void waitsUntilAttemptsFromBeforeTheHoldEnded() {
    bench.trip().observed(100, 4).after(3).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.grants()).isEmpty();

    bench.after(1).observed(100, 0);

    assertThat(bench.grants()).hasSize(1);
  }

  @Test
  void probesAfterTheDrainTimeoutEvenIfWorkersHang() {
    bench.trip().observed(100, 4).ticking(29);
    assertThat(bench.allEffects).noneMatch(Effect.Grant.class::isInstance);

    bench.ticking(2);

    assertThat(bench.allEffects).filteredOn(Effect.Grant.class::isInstance).hasSize(1);
  }

  @Test
  void oneSuccessfulProbeLetsTwoMoreThrough() {
    bench.probing().succeed(1);

    assertThat(bench.probe().stage()).isEqualTo(2);
    assertThat(bench.grants())
        .containsExactly(new Effect.Grant(bench.state.position().period(), 2, true));
  }

  @Test
  void twoOfThreeSuccessfulProbesStartTheRamp() {
    bench.probing().succeed(1).fail(1);
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);

    bench.succeed(1);

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.state.open()).isFalse();
    assertThat(bench.state.holds()).isTrue();
    assertThat(bench.state.closedAt()).isEqualTo(bench.now);
  }

  @Test
  void aFailedFirstProbeDoublesTheWait() {
    bench.probing().fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.asked(Effect.Hold.class)).as("unused starts are withdrawn").isTrue();
    assertThat(bench.state.tripCount()).isEqualTo(2);
    assertThat(bench.open().waitTime()).isBetween(Duration.ofMillis(3600), Duration.ofMillis(4400));
    assertThat(bench.open().cause()).extracting(Cause::rule).isEqualTo(Cause.Rule.RATE);
    assertThat(bench.note().detail()).startsWith("The probe failed: 0 succeeded, 1 failed");
  }

  @Test
  void twoFailedProbesOfThreeOpenAgain() {
    bench.probing().succeed(1).fail(1).fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void theWaitNeverExceedsAMinuteByMoreThanTheJitter() {
    bench.trip().observed(100, 0);
    for (int round = 0; round < 20; round++) {
      bench.after(70).tick().fail(1);
    }

    assertThat(bench.open().waitTime()).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
  }

  @Test
  void theRampGrantsAtItsLimitAndEndsWhenNothingIsHeldBack() {
    bench.ramping().observed(0, 0);
    int granted = 0;
    for (int i = 0; i < 8; i++) {
      bench.after(0.25).tick();
      granted += bench.grants().stream().mapToInt(Effect.Grant::starts).sum();
    }
    assertThat(granted).isEqualTo(2);

    bench.ticking(14);

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.allEffects.getLast()).isInstanceOf(Effect.Noted.class);
    assertThat(bench.allEffects).filteredOn(Effect.Flow.class::isInstance).hasSize(1);
    assertThat(bench.state.holds()).isFalse();
  }

  @Test
  void theTripCountStartsAnewAfterTenStableMinutes() {
    bench.ramping().observed(0, 0).ticking(16);
    assertThat(bench.state.tripCount()).isEqualTo(1);

    bench.after(Duration.ofMinutes(9)).tick();
    assertThat(bench.state.tripCount()).isEqualTo(1);

    bench.after(Duration.ofMinutes(1)).tick();
    assertThat(bench.state.tripCount()).isZero();
  }

  @Test
  void anObservingBreakerDecidesAndNeverTouchesTheEngine() {
    bench.state = BreakerState.fresh("embedded/mail", Mode.OBSERVE, bench.now);

    bench.trip();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.open()).isFalse();

    bench.after(3).tick();
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.evidence().entries()).isEmpty();
    assertThat(bench.allEffects).allMatch(Effect.Noted.class::isInstance);
  }

  @Test
  void aBreakerThatIsOffLooksAtNothing() {
    bench.state = BreakerState.fresh("embedded/mail", Mode.OFF, bench.now);

    bench.trip();

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.evidence()).isEqualTo(Evidence.NONE);
    assertThat(bench.allEffects).isEqualTo(List.of());
  }
}
