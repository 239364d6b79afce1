package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where this breaker and the count window of Resilience4j must agree, they do.
 *
 * <p>Equal are the trips for one outcome per step, a volume of 5 to 31 (an entry of the evidence
 * then is one outcome, and 32 entries hold the volume), no span, one different job enough, a streak
 * out of reach. One rule differs on purpose: a success never opens. So where the window first fills
 * with a success and the ratio holds already, Resilience4j opens at once and this breaker at the
 * next failure if the ratio still holds then.
 */
class OracleTest {

  private static final String SEEDS = "dev.recloser.breaker.RandomLife#seeds";

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant10TripsAtTheOutcomeAtWhichResilience4jDoes(long seed) {
    var random = new SplittableRandom(seed);
    for (int history = 0; history < 20; history++) {
      int volume = random.nextInt(5, 32);
      int failures = random.nextInt(1 + volume / 10, volume + 1);
      double ratio = (failures - 0.5) / volume; // between two counts: no matter of rounding
      var bench = new Bench();
      bench.policy = countWindow(volume, ratio);
      var oracle = oracle(volume, ratio, 3);
      double failing = random.nextDouble(Math.max(0, ratio - 0.2), Math.min(1, ratio + 0.2));
      for (int i = 1; i <= 100; i++) {
        boolean failed = i == volume || random.nextDouble() < failing; // it fills with a failure
        ended(bench, failed);
        ended(oracle, failed);

        boolean open = oracle.getState() == CircuitBreaker.State.OPEN;
        assertThat(bench.phase() == Phase.OPEN).as("outcome %d", i).isEqualTo(open);
        if (open) {
          break;
        }
      }
    }
  }

  /** Resilience4j only measures here. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant10TripsAtTheFirstFailureAtWhichTheMeasuredRatioHolds(long seed) {
    var random = new SplittableRandom(seed);
    for (int history = 0; history < 20; history++) {
      var bench = new Bench();
      bench.policy = countWindow(20, 0.5);
      var oracle = oracle(20, 0.5, 3);
      oracle.transitionToMetricsOnlyState();
      double failing = random.nextDouble(0.3, 0.7);
      for (int i = 1; i <= 100 && bench.phase() == Phase.CLOSED; i++) {
        boolean failed = random.nextDouble() < failing;
        ended(bench, failed);
        ended(oracle, failed);

        boolean expected = failed && oracle.getMetrics().getFailureRate() >= 50;
        assertThat(bench.phase() == Phase.OPEN).as("outcome %d", i).isEqualTo(expected);
      }
    }
  }

  /**
   * A round of one job first and then the rest gives the verdict of a round of all at once, when
   * the first succeeded and all come in: only sooner. When the first fails it is over at once.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant27AProbeRoundEndsAsHalfOpenOfResilience4jDoes(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      boolean defaults = round % 2 == 0;
      int jobs = defaults ? 3 : random.nextInt(2, 11);
      int need = defaults ? 2 : random.nextInt(1, jobs + 1);
      var bench = new Bench();
      bench.policy =
          PolicyParts.with(p -> {
            p.probeJobs = jobs;
            p.probeNeed = need;
          });
      bench.probing();
      var oracle = oracle(20, defaults ? 0.5 : (jobs - need + 0.5) / jobs, jobs);
      oracle.transitionToOpenState();
      oracle.transitionToHalfOpenState();

      for (int i = 0; i < jobs; i++) {
        boolean failed = i > 0 && random.nextBoolean();
        ended(bench, bench.phase() == Phase.PROBING, failed);
        assertThat(oracle.tryAcquirePermission()).isTrue();
        ended(oracle, failed);
      }

      boolean well = oracle.getState() == CircuitBreaker.State.CLOSED;
      assertThat(bench.phase()).isEqualTo(well ? Phase.RAMPING : Phase.OPEN);
    }
  }

  private static void ended(Bench bench, boolean failed) {
    ended(bench.after(0.001), true, failed);
  }

  /** What comes after the verdict is late. */
  private static void ended(Bench bench, boolean counts, boolean failed) {
    if (counts) {
      bench.ended(bench.state.position().period(), failed ? 0 : 1, failed ? 1 : 0);
    }
  }

  private static void ended(CircuitBreaker oracle, boolean failed) {
    if (failed) {
      oracle.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException("down"));
    } else {
      oracle.onSuccess(1, TimeUnit.MILLISECONDS);
    }
  }

  private static CircuitBreaker oracle(int volume, double ratio, int probes) {
    return CircuitBreaker.of(
        "mail",
        CircuitBreakerConfig.custom()
            .slidingWindow(volume, volume, SlidingWindowType.COUNT_BASED)
            .failureRateThreshold((float) (100 * ratio))
            .permittedNumberOfCallsInHalfOpenState(probes)
            .waitDurationInOpenState(Duration.ofHours(1))
            .build());
  }

  private static Policy countWindow(int volume, double ratio) {
    return PolicyParts.with(p -> {
      p.minVolume = volume;
      p.failureRatio = ratio;
      p.minSpan = Duration.ZERO;
      p.distinctJobs = 1;
      p.streak = 100;
    });
  }
}
