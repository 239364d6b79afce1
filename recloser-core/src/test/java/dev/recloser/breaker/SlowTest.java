package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Successes that took too long. What is slow is told; here only how many may be. */
class SlowTest {

  private final Bench bench = new Bench();

  @Test
  void opensWhenAllOfTheNewestTwentyWereSlow() {
    bench.send(slow(10, 10)).after(2).send(slow(9, 9));
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.send(slow(1, 1));

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.open().cause())
        .isEqualTo(new Cause(Cause.Rule.SLOW, 20, 20, Duration.ofSeconds(2), 8, bench.now));
    assertThat(bench.note().detail())
        .startsWith("20 of 20 outcomes were slow or failed (limit 100%), over 2 s; first probe in");
  }

  @Test
  void oneFastSuccessOfTwentyIsEnoughToStayClosedByDefault() {
    bench.send(slow(10, 9)).after(2).send(slow(10, 10));

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void thePolicySaysWhichPartMustBeSlow() {
    bench.policy = PolicyParts.with(p -> p.slowRatio = 0.5);
    bench.send(slow(10, 5)).after(2).send(slow(10, 4));
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.send(slow(2, 2));

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void failuresCountWithTheSlowOnes() {
    bench.policy = PolicyParts.with(p -> p.slowRatio = 0.5);
    bench.send(slow(10, 0)).after(2).send(slow(5, 5)).fail(4);
    assertThat(bench.phase()).as("9 of 19, too few").isEqualTo(Phase.CLOSED);

    bench.fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.open().cause()).extracting(Cause::rule).isEqualTo(Cause.Rule.SLOW);
  }

  @Test
  void failuresAloneAreNoSlowness() {
    bench.policy =
        PolicyParts.with(p -> {
          p.slowRatio = 0.1;
          p.streak = 100;
        });
    bench.send(slow(12, 0)).after(2).fail(8);

    assertThat(bench.phase()).as("40% failed, 50% may").isEqualTo(Phase.CLOSED);
  }

  @Test
  void invariant8OnePoisonJobAndAFewSlowOnesNeverOpen() {
    for (int i = 0; i < 30; i++) {
      bench.after(1).send(new Event.Outcomes(1, 0, 5, 0, 5, List.of(42L)));
      bench.send(slow(1, i % 10 == 0 ? 1 : 0));
    }
    bench.policy = PolicyParts.with(p -> p.slowRatio = 0.1);
    bench.after(1).send(slow(1, 1));

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void slowProbesFailTheRound() {
    bench.probing().send(slow(1, 1));

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).isEqualTo(2);
  }

  @Test
  void aRampDoesNotRiseWhileJobsAreSlow() {
    bench.ramping().observed(100, 0);
    for (int step = 0; step < 3; step++) {
      bench.ticking(4.5).send(slow(5, 5)).ticking(0.5);
    }

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.ramp().limit()).isEqualTo(1);
  }

  @Test
  void theBaselineCountsASlowSuccessAsASuccess() {
    bench.send(slow(10, 10)).after(10).tick();

    assertThat(bench.state.baseline().perSecond()).isEqualTo(1);
    assertThat(bench.state.baseline().failingShare()).isZero();
  }

  private Event.Outcomes slow(int succeeded, int slow) {
    long period = bench.state.position().period();
    return new Event.Outcomes(period, succeeded, 0, 0, 0, List.of(), slow, null, null);
  }
}
