package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceTest {

  static LongStream seeds() {
    return RandomLife.seeds();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithTheNaiveVersion(long seed) {
    var life = new RandomLife(seed);
    life.jobs = seed % 3 == 0 ? 12 : 1_000_000;
    var naive = new NaiveEvidence(life.policy);
    Evidence evidence = Evidence.NONE;
    Instant now = Bench.START;
    for (int i = 0; i < 1000; i++) {
      now = now.plusMillis(life.random.nextInt(life.chance(5) ? 1_000_000 : 700));
      Event.Outcomes outcomes = life.outcomes();

      naive.add(outcomes, now);
      evidence = evidence.add(outcomes, life.policy, now);

      assertThat(evidence.entries()).isEqualTo(naive.entries());
      assertThat(evidence.window(life.policy, now)).isEqualTo(naive.window(now));
      life.event();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theEntriesAlwaysSufficeForTheRateRule(long seed) {
    var life = new RandomLife(seed);
    Policy policy = life.policy;
    Evidence evidence = Evidence.NONE;
    Instant now = Bench.START;
    Instant enough = now.plus(policy.minSpan().multipliedBy(2));
    for (int i = 0; i < 3000; i++) {
      now = now.plusMillis(life.random.nextInt(1, 40));
      evidence = evidence.add(new Event.Outcomes(1, 1, 0, 0, 0, List.of()), policy, now);

      if (i >= 2 * policy.minVolume() && now.isAfter(enough)) {
        assertThat(evidence.window(policy, now).complete()).isTrue();
      }
      assertThat(evidence.entries()).hasSizeLessThanOrEqualTo(Evidence.CAPACITY);
    }
  }

  @Test
  void decidesOnTheNewestOutcomesThatMakeUpVolumeAndSpan() {
    Evidence evidence = Evidence.NONE;
    Instant now = Bench.START;
    for (int second = 0; second < 10; second++) {
      now = now.plusSeconds(1);
      evidence =
          evidence.add(
              new Event.Outcomes(1, second < 8 ? 10 : 0, second < 8 ? 0 : 10, 0, 0, List.of()),
              Policy.DEFAULTS,
              now);
    }

    Window window = evidence.window(Policy.DEFAULTS, now);

    assertThat(window.total()).isEqualTo(30);
    assertThat(window.failed()).isEqualTo(20);
    assertThat(window.span()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void forgetsWhatIsOlderThanAnHour() {
    Instant now = Bench.START;
    Evidence evidence =
        Evidence.NONE.add(new Event.Outcomes(1, 0, 50, 0, 50, List.of()), Policy.DEFAULTS, now);

    Window window = evidence.window(Policy.DEFAULTS, now.plusSeconds(3601));

    assertThat(window.total()).isZero();
  }

  @Test
  void countsAJobThatFailsAgainOnce() {
    Instant now = Bench.START;
    var poison = new Event.Outcomes(1, 0, 1, 0, 1, List.of(42L));
    Evidence evidence = Evidence.NONE;
    for (int i = 0; i < 30; i++) {
      now = now.plusSeconds(1);
      evidence = evidence.add(poison, Policy.DEFAULTS, now);
    }

    assertThat(evidence.window(Policy.DEFAULTS, now).distinctJobs()).isEqualTo(1);
    assertThat(evidence.verdict(Policy.DEFAULTS, now)).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void invariant11OneMoreFailureNeverDelaysTheFirstTrip(long seed) {
    var random = new SplittableRandom(seed);
    for (int pair = 0; pair < 50; pair++) {
      boolean[] failed = new boolean[120];
      double failing = random.nextDouble(0.2, 0.8);
      for (int i = 0; i < failed.length; i++) {
        failed[i] = random.nextDouble() < failing;
      }
      int pause = random.nextInt(2, 20_000);
      int trip = firstTrip(failed, pause);
      failed[random.nextInt(failed.length)] = true;

      assertThat(firstTrip(failed, pause)).isLessThanOrEqualTo(trip);
    }
  }

  /** The jobs keep their numbers, so that the histories differ in one outcome only. */
  private static int firstTrip(boolean[] failed, int pauseMillis) {
    var bench = new Bench();
    for (int i = 0; i < failed.length; i++) {
      int count = failed[i] ? 1 : 0;
      List<Long> jobs = failed[i] ? List.of((long) i) : List.of();
      bench.after(Duration.ofMillis(pauseMillis));
      bench.send(new Event.Outcomes(1, 1 - count, count, 0, count, jobs));
      if (bench.phase() == Phase.OPEN) {
        return i;
      }
    }
    return failed.length;
  }
}
