package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.RandomLife.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of evidence, probes, waits and the ramp. Numbers: docs/breaker.md. */
class DecisionPropertiesTest {

  private static final String SEEDS = "dev.recloser.breaker.RandomLife#seeds";

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant7ABatchWithoutFailuresNeverOpens(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          if (happened.event() instanceof Event.Outcomes outcomes
              && outcomes.failed() + outcomes.slow() == 0) {
            assertThat(opened(happened)).isFalse();
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant8FewerThanTheNeededDifferentJobsNeverOpen(long seed) {
    var life = new RandomLife(seed);
    life.policyChanges = false;
    life.slowRuns = false;
    life.jobs = Math.min(3, life.policy.distinctJobs()) - 1;
    life.live(happened -> {
      boolean flowed =
          happened.before().position() instanceof Position.Closed
              || happened.before().position() instanceof Position.Ramping;
      if (happened.event() instanceof Event.Outcomes && flowed) {
        assertThat(opened(happened)).isFalse();
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant8AClosedBreakerNeedsAllTheDifferentJobs(long seed) {
    var life = new RandomLife(seed);
    life.slowRuns = false;
    life.jobs = life.policy.distinctJobs() - 1;
    for (int i = 0; i < RandomLife.STEPS; i++) {
      life.now = life.now.plusMillis(life.random.nextInt(5000));
      life.happen(life.chance(20) ? new Event.Tick() : life.outcomes());

      assertThat(life.state.position().phase()).isEqualTo(Phase.CLOSED);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant9BelowTheVolumeOnlyAStreakOpensAClosedBreaker(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      Cause cause = happened.after().position().cause();
      if (opened(happened) && happened.before().position() instanceof Position.Closed) {
        assertThat(cause)
            .isNotNull()
            .matches(c -> c.rule() == Cause.Rule.STREAK || c.total() >= life.policy.minVolume())
            .matches(c -> c.span().compareTo(life.policy.minSpan()) >= 0);
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant12IgnoredOutcomesChangeNoDecision(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      if (happened.event() instanceof Event.Outcomes o) {
        var stripped =
            new Event.Outcomes(
                o.period(),
                o.succeeded(),
                o.failed(),
                0,
                o.tailFailures(),
                o.freshJobs(),
                o.slow(),
                o.retryAfter(),
                o.suspect());
        BreakerState without =
            Breaker.step(happened.before(), stripped, life.policy, happened.at()).state();
        assertSameDecision(happened.after(), without);
      }
    });
  }

  private static void assertSameDecision(BreakerState with, BreakerState without) {
    if (with.position() instanceof Position.Probing a) {
      var b = (Position.Probing) without.position();
      assertThat(List.of(a.stage(), a.succeeded(), a.failed(), a.deadline()))
          .isEqualTo(List.of(b.stage(), b.succeeded(), b.failed(), b.deadline()));
    } else {
      assertThat(with).isEqualTo(without);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant13OutcomesOfAnotherPeriodChangeNothing(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          BreakerState before = happened.before();
          if (happened.event() instanceof Event.Outcomes outcomes
              && outcomes.period() != before.position().period()) {
            BreakerState after = happened.after();
            assertThat(after.version()).isEqualTo(before.version());
            assertThat(after.evidence()).isEqualTo(before.evidence());
            assertThat(happened.step().effects()).isEmpty();
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant14AProbeRoundGrantsAtMostItsJobs(long seed) {
    var life = new RandomLife(seed);
    var granted = new long[2];
    var mostJobs = new int[1];
    life.live(happened -> {
      if (happened.after().position() instanceof Position.Probing probing) {
        if (granted[0] != probing.period()) {
          granted[0] = probing.period();
          granted[1] = 0;
          mostJobs[0] = 0;
        }
        mostJobs[0] = Math.max(mostJobs[0], life.policy.probeJobs());
        granted[1] += starts(happened);
        assertThat(granted[1]).isEqualTo(probing.released());
        assertThat(probing.released() - probing.ignored()).isBetween(0, mostJobs[0]);
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant15EveryProbeIsMarkedSoThatItCostsNoLastAttempt(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          BreakerState after = happened.after();
          for (Effect effect : happened.step().effects()) {
            if (effect instanceof Effect.Grant grant) {
              assertThat(grant.probe()).isEqualTo(after.position() instanceof Position.Probing);
              assertThat(grant.period()).isEqualTo(after.position().period());
              assertThat(after.grants()).isTrue();
              assertThat(grant.starts()).isPositive();
            }
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant16OpenEndsByTicksAloneWithinTheLongestWait(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      BreakerState after = happened.after();
      if (!(after.position() instanceof Position.Open open) || !after.engine().answers()) {
        return;
      }
      boolean free = after.lock() instanceof Lock.None && !after.masked();
      assertThat(after.nextProbeAt() != null || !free || after.mode() != Mode.ACTIVE).isTrue();
      if (free) {
        Instant end = after.lastNow().plus(longestOpen(open, life.policy));
        assertThat(Breaker.step(after, new Event.Tick(), life.policy, end).state().position())
            .isNotInstanceOf(Position.Open.class);
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant17ProbingEndsByTicksAloneWithinItsDeadlines(long seed) {
    var life = new RandomLife(seed);
    var timeout = new Duration[] {Duration.ZERO}; // a policy does not change a deadline that runs
    life.live(happened -> {
      BreakerState after = happened.after();
      timeout[0] = OpenTime.longer(timeout[0], life.policy.probeTimeout());
      if (after.position() instanceof Position.Probing probing && after.engine().answers()) {
        Instant drained = after.lastNow().plus(life.policy.drainTimeout());
        BreakerState released = Breaker.step(after, new Event.Tick(), life.policy, drained).state();
        Instant end = drained.plus(timeout[0]);
        BreakerState ended = Breaker.step(released, new Event.Tick(), life.policy, end).state();
        assertThat(ended.position().period()).isNotEqualTo(probing.period());
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant18TheWaitGrowsWithinItsLimits(long seed) {
    var life = new RandomLife(seed);
    Policy policy = life.policy;
    double before = 0;
    for (int trips = 1; trips < 40; trips++) {
      double millis = OpenTime.of("embedded/mail", seed, trips, policy).toMillis();
      double cap = policy.maxOpen().toMillis();
      assertThat(millis)
          .isBetween(
              policy.baseOpen().toMillis() * (1 - policy.jitter()) - 1,
              cap * (1 + policy.jitter()) + 1);
      double withoutJitter = millis / (1 - policy.jitter());
      assertThat(withoutJitter).isGreaterThanOrEqualTo(before / (1 + policy.jitter()) - 1);
      before = millis;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant18EveryWaitIsWithinItsLimitsAlsoWhenTheDependencyAsksForOne(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      BreakerState before = happened.before();
      if (happened.after().position() instanceof Position.Open open
          && open.period() != before.position().period()) {
        Policy policy = life.policy;
        var asked = happened.event() instanceof Event.Outcomes o ? o.retryAfter() : null;
        double least = policy.baseOpen().toMillis() * (1 - policy.jitter());
        Duration most = OpenTime.longest(policy);
        if (asked != null) {
          most = OpenTime.longer(most, OpenTime.shorter(asked, policy.retryAfterMax()));
          boolean ordered = before.lock() instanceof Lock.ForcedOpen;
          if (!ordered) {
            Duration kept = OpenTime.shorter(asked, policy.retryAfterMax());
            assertThat(open.waitTime()).isGreaterThanOrEqualTo(kept);
          }
        }
        assertThat((double) open.waitTime().toMillis()).isGreaterThanOrEqualTo(least - 1);
        assertThat(open.waitTime()).isLessThanOrEqualTo(most.plusMillis(1));
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant19TheTripCountFallsOnlyAfterAStableTimeOrAnOverload(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      BreakerState before = happened.before();
      BreakerState after = happened.after();
      if (after.tripCount() < before.tripCount()) {
        boolean stable =
            after.position() instanceof Position.Closed closed
                && !after.lastNow().isBefore(closed.since().plus(life.policy.stableAfter()));
        boolean overload =
            before.position() instanceof Position.Ramping ramping
                && ramping.healthySteps() > 0
                && after.position() instanceof Position.Open;
        assertThat(stable || overload).isTrue();
        assertThat(after.tripCount()).isEqualTo(stable ? 0 : 1);
      }
      assertThat(after.tripCount()).isBetween(0, before.tripCount() + 1);
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant21TheRampNeverRisesAfterFailuresNorGrantsMoreThanItsLimit(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      if (happened.before().position() instanceof Position.Ramping before
          && happened.after().position() instanceof Position.Ramping after
          && before.period() == after.period()) {
        int total = before.step().succeeded() + before.step().failed();
        double bearable = RampRules.bearableShare(happened.before().baseline(), life.policy);
        if (before.step().failed() > bearable * total) {
          assertThat(after.limit()).isLessThanOrEqualTo(before.limit());
        }
        long millis = Duration.between(before.refilledAt(), after.refilledAt()).toMillis();
        double second = Math.min(millis, 1000) / 1000.0;
        assertThat((double) starts(happened)).isLessThanOrEqualTo(after.limit() * second + 1);
        assertThat(after.tokens()).isBetween(0.0, 1.0);
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant25TheStateDoesNotGrow(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      Evidence evidence = happened.after().evidence();
      assertThat(evidence.entries()).hasSizeLessThanOrEqualTo(32);
      assertThat(evidence.window(life.policy, happened.after().lastNow()).distinctJobs())
          .isBetween(0, 8);
    });
  }

  @Test
  void invariant28CountersNeverOverflow() {
    var bench = new Bench();
    long period = bench.state.position().period();
    int huge = Integer.MAX_VALUE;
    for (int i = 0; i < 520; i++) {
      bench.after(0.01);
      bench.send(new Event.Outcomes(period, huge, i % 2 == 0 ? 0 : huge, huge, 0, List.of()));
    }
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.evidence().entries())
        .allMatch(entry -> entry.succeeded() > 0 && entry.failed() >= 0);

    bench.after(1).tick();
    assertThat(bench.state.baseline().perSecond()).isPositive().isFinite();
    bench.after(3).fail(1);
    for (int i = 0; i < 10; i++) {
      bench.send(new Event.Outcomes(bench.state.position().period(), 0, huge, 0, huge, List.of()));
    }
    Window window = bench.state.evidence().window(bench.policy, bench.now);
    assertThat(window.streak()).isEqualTo(huge);
    assertThat(window.failed()).isPositive();
  }

  private static boolean opened(Happened happened) {
    boolean back = happened.before().lock() instanceof Lock.ForcedOpen; // a probe under a hold
    return !back
        && happened.after().position() instanceof Position.Open
        && happened.after().position().period() != happened.before().position().period();
  }

  private static int starts(Happened happened) {
    return happened.step().effects().stream()
        .mapToInt(effect -> effect instanceof Effect.Grant grant ? grant.starts() : 0)
        .sum();
  }

  /** How long it may stay open from now on, with ticks alone. */
  static Duration longestOpen(Position.Open open, Policy policy) {
    Duration longest = OpenTime.longest(policy);
    Duration asked = OpenTime.shorter(open.waitTime(), policy.retryAfterMax());
    Duration gated = policy.healthInterval() == null ? longest : longest.multipliedBy(10);
    return OpenTime.longer(gated, asked);
  }
}
