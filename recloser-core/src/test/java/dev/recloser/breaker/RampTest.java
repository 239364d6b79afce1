package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the limit rises, falls and goes away. A step is five seconds. */
class RampTest {

  private final Bench bench = new Bench();

  @Test
  void startsAtATenthOfTheBaseline() {
    for (int second = 0; second < 600; second++) {
      bench.after(1).succeed(100).tick();
    }
    bench.after(1).ramping();

    assertThat(bench.ramp().limit()).isBetween(9.5, 10.0);
  }

  @Test
  void doublesWhileJobsSucceedAndTheLimitIsReached() {
    bench.ramping();
    assertThat(bench.ramp().limit()).isEqualTo(1);

    step(5, 0, 100, null);
    assertThat(bench.ramp().limit()).isEqualTo(2);
    step(10, 0, 100, null);
    assertThat(bench.ramp().limit()).isEqualTo(4);
  }

  @Test
  void fallsWhenMoreThanATenthFails() {
    bench.ramping();
    step(5, 0, 100, null);
    step(10, 0, 100, null);

    step(14, 2, 100, null);

    assertThat(bench.ramp().limit()).isEqualTo(0.7 * 4);
  }

  @Test
  void oneFailureOfAFewNeitherRaisesNorLowersIt() {
    bench.ramping();
    step(5, 0, 100, null);

    step(8, 1, 100, null);

    assertThat(bench.ramp().limit()).isEqualTo(2);
  }

  @Test
  void risesSlowlyBeyondALimitThatOverloadedTheDependency() {
    bench.ramping();
    step(5, 0, 100, null);
    step(10, 0, 100, null);
    bench.fail(3).after(2).fail(3);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).as("overload, not outage: probe soon").isEqualTo(1);
    assertThat(bench.state.rampCeiling()).isEqualTo(0.7 * 4);

    bench.observed(100, 0).after(3).tick().succeed(1).succeed(2);
    step(5, 0, 100, null);
    step(10, 0, 100, null);
    assertThat(bench.ramp().limit()).isEqualTo(0.7 * 4);
    step(14, 0, 100, null);
    assertThat(bench.ramp().limit()).isEqualTo(0.7 * 4 + 0.1);
  }

  @Test
  void anOutageWithoutAnyHealthyStepWaitsLonger() {
    bench.ramping().fail(3).after(2).fail(3);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).isEqualTo(2);
    assertThat(bench.state.rampCeiling()).isInfinite();
    assertThat(bench.note().detail())
        .startsWith("At 1 starts per second: 6 of 6 outcomes failed (limit 50%), 6 different jobs");
  }

  @Test
  void closesAfterTwoStepsWithNothingWaiting() {
    bench.ramping();
    step(2, 0, 0, 0L);
    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    step(2, 0, 0, 0L);

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void closesWhenWorkersCannotUseTheLimit() {
    bench.ramping();
    for (int i = 0; i < 4; i++) {
      step(3, 0, 5000, 8L);
    }

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void staysWhileJobsWaitAndNoneStarts() {
    bench.ramping();
    for (int i = 0; i < 50; i++) {
      step(0, 0, 5000, 0L);
    }

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.ramp().limit()).isEqualTo(1);
  }

  @Test
  void longJobsThatFillTheWorkersAreNoSlack() {
    bench.ramping();
    for (int i = 1; i <= 12; i++) {
      step(0, 0, 5000, 5L * i);
    }

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.ramp().slack()).isZero();
  }

  @Test
  void doesNotRiseBeforeLongJobsEnded() {
    bench.ramping();
    step(5, 0, 100, 0L);
    step(3, 0, 100, 7L);
    assertThat(bench.ramp().limit()).isEqualTo(2);

    step(9, 0, 100, 8L);
    assertThat(bench.ramp().limit()).isEqualTo(4);
  }

  @Test
  void aGuessFromOutcomesAloneNeedsAMinute() {
    bench.ramping();
    for (int i = 0; i < 11; i++) {
      step(1, 0, 5000, null);
    }
    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    step(1, 0, 5000, null);

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void aLateTickGrantsNoMoreThanASecondsWorth() {
    bench.ramping();
    step(5, 0, 100, null);
    step(10, 0, 100, null);

    bench.after(30).tick();

    assertThat(bench.grants()).extracting(Effect.Grant::starts).containsExactly(4);
  }

  /** The known overload is 10; below 9 it doubles to 7, then a tenth of the baseline a step. */
  @Test
  void takesMinutesToTryTheLimitThatOverloadedAgain() {
    bench.ramping();
    assertThat(risenFrom(3)).isEqualTo(6);
    assertThat(risenFrom(5)).isEqualTo(7);
    assertThat(risenFrom(7)).isEqualTo(7.4);
    assertThat(risenFrom(9)).isCloseTo(9 + 1.0 / 80, within(1e-9));
    assertThat(risenFrom(9.9)).isCloseTo(9.9 + 1.0 / 80, within(1e-9));
    assertThat(risenFrom(10)).as("past it").isEqualTo(10.4);
  }

  @Test
  void risesByAFifthBeyondTheBaseline() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 4, 4, Double.POSITIVE_INFINITY);
    step(20, 0, 100, null);

    assertThat(bench.ramp().limit()).isEqualTo(4.8);
  }

  /** A backlog of days on a queue of few jobs must not rise without a measure. */
  @Test
  void aBaselineBelowOneAlsoMeasuresTheRise() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 2, 0.1, Double.POSITIVE_INFINITY);
    step(10, 0, 100, null);

    assertThat(bench.ramp().limit()).isEqualTo(2.4);
  }

  @Test
  void doublesUpToTheBaselineAndNoFurther() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 3, 4, Double.POSITIVE_INFINITY);
    step(15, 0, 100, null);

    assertThat(bench.ramp().limit()).isEqualTo(4);
  }

  @Test
  void aTenthOfFailuresIsBorne() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 4, 0, Double.POSITIVE_INFINITY);
    step(18, 2, 100, null);
    assertThat(bench.ramp().limit()).isEqualTo(8);

    step(35, 4, 100, null);
    assertThat(bench.ramp().limit()).isEqualTo(0.7 * 8);
  }

  @Test
  void failuresCountAsEndedJobsWhenItLooksForSlack() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 4, 0, Double.POSITIVE_INFINITY);
    step(15, 1, 5000, 0L);

    assertThat(bench.ramp().slack()).as("16 of 20 ended").isZero();
  }

  @Test
  void aStepWithoutASuccessIsNotHealthy() {
    bench.ramping();
    step(0, 0, 5000, 5L);
    assertThat(bench.ramp().healthySteps()).isZero();

    step(5, 0, 5000, 5L);
    assertThat(bench.ramp().healthySteps()).isEqualTo(1);
  }

  @Test
  void aSecondsWorthOfWaitingJobsIsSlackEnough() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 2, 0, Double.POSITIVE_INFINITY);
    for (int i = 0; i < 3; i++) {
      step(1, 0, 2, null);
    }

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  /** Five outcomes, half of them failures, of three jobs. */
  @Test
  void opensAtHalfOfFiveOrMore() {
    bench.policy = PolicyParts.with(p -> p.failureRatio = 0.6);
    bench.ramping().succeed(2).fail(1).after(2).fail(1);
    assertThat(bench.phase()).as("two jobs").isEqualTo(Phase.RAMPING);

    bench.fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.open().cause())
        .extracting(Cause::failed, Cause::total, Cause::distinctJobs)
        .containsExactly(3, 5, 3);
  }

  @Test
  void lessThanTheRatioDoesNotOpen() {
    bench.ramping().succeed(6).fail(2).after(2).fail(3);

    assertThat(bench.phase()).as("5 of 11").isEqualTo(Phase.RAMPING);
  }

  @Test
  void aBatchWithoutFailuresNeverOpensWhateverCameBefore() {
    bench.ramping().fail(4).after(2).succeed(1);

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
  }

  private double risenFrom(double limit) {
    bench.state = RampStates.with(bench.state, limit, 4, 7);
    step(100, 0, 1000, null);
    return bench.ramp().limit();
  }

  /** One ramp step of five seconds in which attempts end, and what the engine says at its end. */
  private void step(int succeeded, int failed, int waiting, @Nullable Long withWorkers) {
    for (int quarter = 1; quarter <= 19; quarter++) {
      bench.after(0.25).tick();
    }
    if (succeeded > 0) {
      bench.succeed(succeeded);
    }
    if (failed > 0) {
      bench.fail(failed);
    }
    bench.send(new Event.Observed((long) waiting, withWorkers)).after(0.25).tick();
  }
}
