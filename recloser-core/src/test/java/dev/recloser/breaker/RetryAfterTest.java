package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A dependency that says how long it does not want to be called. */
class RetryAfterTest {

  private final Bench bench = new Bench();

  @Test
  void invariant18TheWaitIsAtLeastWhatWasAsked() {
    trip(Duration.ofMinutes(5));

    assertThat(bench.open().waitTime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(bench.state.nextProbeAt()).isEqualTo(bench.now.plusSeconds(300));
    assertThat(bench.note().detail()).endsWith("; first probe in 5 min");
    bench.observed(100, 0).after(299).tick();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    bench.after(1).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void invariant18TheWaitIsNeverLongerThanThePolicyAllows() {
    trip(Duration.ofDays(1));

    assertThat(bench.open().waitTime()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void invariant18ALongerWaitOfItsOwnIsKept() {
    trip(Duration.ofMillis(10));

    assertThat(bench.open().waitTime()).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
  }

  @Test
  void aLimitBelowTheOwnWaitChangesNothing() {
    bench.policy = PolicyParts.with(p -> p.retryAfterMax = Duration.ZERO);
    trip(Duration.ofMinutes(5));

    assertThat(bench.open().waitTime()).isBetween(Duration.ofMillis(1800), Duration.ofMillis(2200));
  }

  @Test
  void withoutATripItIsNoReasonToHold() {
    bench.send(failures(1, Duration.ofMinutes(5)));

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void aProbeMayAskToo() {
    bench.probing().send(failures(1, Duration.ofMinutes(3)));

    assertThat(bench.open().waitTime()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void aJobOfARampMayAskToo() {
    bench.ramping().fail(3).after(2).send(failures(3, Duration.ofMinutes(3)));

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.open().waitTime()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void theNextWaitGoesOnFromItsOwnLengths() {
    trip(Duration.ofMinutes(5));
    bench.observed(100, 0).after(300).tick().fail(1);

    assertThat(bench.open().waitTime()).isBetween(Duration.ofMillis(3600), Duration.ofMillis(4400));
  }

  @Test
  void aRestartKeepsWhatWasAsked() {
    trip(Duration.ofMinutes(5));
    var until = bench.open().until();
    bench.after(10).state = BreakerState.restored(bench.state.saved(), bench.policy, bench.now);
    bench.observed(100, 0).tick();

    assertThat(bench.open().until()).isEqualTo(until);
  }

  private void trip(Duration asked) {
    bench.fail(20).after(2).send(failures(1, asked));
  }

  private Event.Outcomes failures(int count, @Nullable Duration asked) {
    List<Long> jobs = LongStream.range(1000, 1000 + count).boxed().toList();
    long period = bench.state.position().period();
    return new Event.Outcomes(period, 0, count, 0, count, jobs, 0, asked, null);
  }
}
