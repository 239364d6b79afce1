package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

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
