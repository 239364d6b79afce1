package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What survives a restart, and what does not. */
class MemoryTest {

  private final Bench bench = new Bench();

  @Test
  void theUsualRateSurvivesAndIsKnownAtOnce() {
    for (int second = 0; second < 600; second++) {
      bench.after(1).succeed(100).tick();
    }
    double usual = bench.state.baseline().perSecond();
    restart();
    assertThat(bench.state.baseline().perSecond()).isEqualTo(usual);

    bench.observed(0, 0).after(1).tick();

    assertThat(bench.state.baseline().perSecond())
        .as("one second without jobs is a sixtieth of it")
        .isBetween(usual * 0.98, usual * 0.99);
  }

  @Test
  void anUnknownRateIsLearntFromTheFirstSecond() {
    restart();
    bench.observed(0, 0).after(2).succeed(10).tick();

    assertThat(bench.state.baseline().perSecond()).isEqualTo(5);
  }

  @Test
  void aRampStartsAgainBelowTheLimitThatOverloaded() {
    bench.ramping();
    bench.state = RampStates.with(bench.state, 9, 100, 1.5);
    restart();

    assertThat(bench.ramp().limit()).isEqualTo(1.5);
    assertThat(bench.state.rampCeiling()).isEqualTo(1.5);
    assertThat(bench.ramp().healthySteps()).isZero();
  }

  @Test
  void withoutAKnownOverloadThereIsNone() {
    bench.ramping();
    assertThat(bench.state.saved().rampCeiling()).isNull();
    restart();

    assertThat(bench.state.rampCeiling()).isInfinite();
  }

  @Test
  void theBeginningOfAPositionSurvivesUnlessTheClockWasAhead() {
    Instant opened = bench.trip().now;
    bench.after(1);
    restart();
    assertThat(bench.state.position().since()).isEqualTo(opened);

    bench.now = opened.minusSeconds(100);
    restart();
    assertThat(bench.state.position().since()).isEqualTo(bench.now);
  }

  @Test
  void lockModeEpisodeAndTimesSurvive() {
    bench.trip().send(new Event.ManualForceClose("ann", "urgent", bench.now.plusSeconds(600)));
    bench.send(new Event.SetMode("ann", null, Mode.OBSERVE, bench.now.plusSeconds(60)));
    var before = bench.state;
    restart();

    assertThat(bench.state.lock()).isEqualTo(before.lock());
    assertThat(bench.state.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(bench.state.episode()).isEqualTo(before.episode());
    assertThat(bench.state.tripCount()).isEqualTo(1);
    assertThat(bench.state.openedAt()).isEqualTo(before.openedAt());
    assertThat(bench.state.closedAt()).isEqualTo(before.closedAt());
    assertThat(bench.state.evidence()).isEqualTo(Evidence.NONE);
  }

  private void restart() {
    bench.state = BreakerState.restored(bench.state.saved(), bench.policy, bench.now);
  }
}
