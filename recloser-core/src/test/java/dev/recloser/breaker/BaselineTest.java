package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is usual on a queue, and what a ramp makes of it. */
class BaselineTest {

  private final Bench bench = new Bench();

  @Test
  void theShareThatUsuallyFailsIsLearntOverTenMinutes() {
    for (int second = 0; second < 3600; second++) {
      bench.after(1).succeed(16).fail(4).tick();
    }

    assertThat(bench.state.baseline().failingShare()).isCloseTo(0.2, within(0.002));
    assertThat(bench.state.baseline().perSecond()).isCloseTo(16, within(0.01));
  }

  @Test
  void aSecondWithoutOutcomesSaysNothingAboutTheShare() {
    bench.after(10).succeed(4).fail(1).tick();
    double share = bench.state.baseline().failingShare();
    assertThat(share).isCloseTo(0.2 * 10 / 610, within(1e-9));

    bench.after(100).tick();

    assertThat(bench.state.baseline().failingShare()).isEqualTo(share);
  }

  @Test
  void lessThanASecondIsAddedUp() {
    bench.after(0.5).succeed(5).tick();
    assertThat(bench.state.baseline().perSecond()).isZero();

    bench.after(0.5).tick();

    assertThat(bench.state.baseline().perSecond()).isEqualTo(5);
  }

  @Test
  void timeUnderTheMainBreakerOrWithoutTheEngineDoesNotLowerTheRate() {
    bench.after(10).succeed(100).tick();
    bench.send(new Event.MainOpened()).after(600);
    bench.observed(0, 0).send(new Event.MainClosed(bench.now)).tick();
    bench.send(new Event.EngineLost()).after(600).observed(0, 0).after(0.25).tick();

    assertThat(bench.state.baseline().perSecond()).isEqualTo(10);
  }

  @Test
  void timeOpenOrInAnotherModeDoesNotLowerTheRateEither() {
    bench.after(10).succeed(100).tick();
    bench.send(new Event.SetMode("ann", null, Mode.OFF)).after(600);
    bench.send(new Event.SetMode("ann", null, Mode.ACTIVE)).after(0.25).tick();
    bench.trip().observed(100, 0).after(600).send(new Event.ManualClose("ann", null));
    bench.observed(0, 0).ticking(12);

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.baseline().perSecond()).isGreaterThan(8);
  }

  /** A tenth at least, twice what is usual, half of the ratio that opens at most. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 0.1",
    "0.05, 0.5, 0.1",
    "0.1, 0.5, 0.2",
    "0.2, 0.5, 0.25",
    "0.4, 1, 0.5",
    "0.2, 0.05, 0.1"
  })
  void aRampBearsWhatIsUsual(double usual, double ratio, double bears) {
    var baseline = new BreakerState.Baseline(10, usual, 60, 0, 0, bench.now);
    var policy = PolicyParts.with(p -> p.failureRatio = ratio);

    assertThat(RampRules.bearableShare(baseline, policy)).isEqualTo(bears);
  }

  @Test
  void theStableTimeIsExact() {
    bench.ramping().observed(0, 0).ticking(12);
    var closed = bench.state.position().since();
    bench.now = closed.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertThat(bench.tick().state.tripCount()).isEqualTo(1);

    bench.now = closed.plus(Duration.ofMinutes(10));

    assertThat(bench.tick().state.tripCount()).isZero();
  }
}
