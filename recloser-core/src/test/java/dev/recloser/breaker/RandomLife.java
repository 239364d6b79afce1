package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A breaker through which random things happen: outages that come and go; outcomes that are late,
 * lost or told twice; orders of people, other policies, engines that vanish, restarts, clocks that
 * go back. The seed decides everything.
 */
final class RandomLife {

  static final int STEPS = 1000;

  /** The first seed whose policies all came through the layers that people write. */
  static final long FIRST_ACCEPTED = 1000;

  final SplittableRandom random;
  final List<Long> periods = new ArrayList<>();

  /** The policy in force; others follow while {@link #policyChanges}. */
  Policy policy;

  boolean policyChanges = true;

  /** Whether successes may be slow. */
  boolean slowRuns = true;

  BreakerState state;
  Instant now = Bench.START;

  /** How many different jobs fail; the smaller, the more it is one poison job. */
  int jobs = 1_000_000;

  private final boolean acceptedOnly;
  private boolean outage;
  private Event.@Nullable Outcomes lastOutcomes;

  /** One step that happened. */
  record Happened(BreakerState before, Event event, Instant at, Step step) {
    BreakerState after() {
      return step.state();
    }

    boolean hasGate() {
      return step.effects().stream().anyMatch(RandomLife::isGate);
    }
  }

  /** What must hold after each step. */
  interface Rule {
    void check(Happened happened);
  }

  RandomLife(long seed) {
    random = new SplittableRandom(seed);
    acceptedOnly = seed >= FIRST_ACCEPTED;
    policy = !acceptedOnly && seed % 2 == 0 ? Policy.DEFAULTS : anyPolicy();
    state = BreakerState.fresh("embedded/q" + seed, Mode.ACTIVE, now);
  }

  /**
   * Lives with usual policies; and, from {@value #FIRST_ACCEPTED} on, with whatever people can set
   * (invariant 30). A thousand steps each, so that all properties together make over a million.
   */
  static LongStream seeds() {
    int usual = Integer.getInteger("recloser.seeds", 30);
    int accepted = (usual + 1) / 2;
    return LongStream.concat(
        LongStream.range(0, usual), LongStream.range(FIRST_ACCEPTED, FIRST_ACCEPTED + accepted));
  }

  private Policy anyPolicy() {
    return acceptedOnly || random.nextInt(4) == 0
        ? RandomPolicies.accepted(random)
        : RandomPolicies.lively(random);
  }

  static boolean isGate(Effect effect) {
    return effect instanceof Effect.Hold || effect instanceof Effect.Flow;
  }

  /** Lives a thousand steps. */
  void live(Rule rule) {
    for (int i = 0; i < STEPS; i++) {
      now = now.plus(pause());
      if (random.nextInt(500) == 0) {
        restart();
      }
      rule.check(happen(event()));
    }
  }

  /** All that is not saved is lost. */
  private void restart() {
    periods.add(state.position().period());
    state =
        BreakerState.restored(
            state.saved(), policy, now.isBefore(state.lastNow()) ? state.lastNow() : now);
  }

  Happened happen(Event event) {
    var before = state;
    if (event instanceof Event.PolicyChanged) {
      policy = anyPolicy();
    }
    var happened = new Happened(before, event, now, Breaker.step(before, event, policy, now));
    state = happened.after();
    if (state.position().period() != before.position().period()) {
      periods.add(before.position().period());
    }
    if (now.isBefore(state.lastNow()) && chance(30)) {
      now = state.lastNow();
    }
    return happened;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  Event event() {
    if (chance(2)) {
      outage = !outage;
    }
    int dice = random.nextInt(1000);
    if (dice < 350) {
      return new Event.Tick();
    } else if (dice < 750) {
      return outcomes();
    } else if (dice < 900) {
      return chance(20)
          ? new Event.HealthProbe(chance(outage ? 5 : 90))
          : new Event.Observed(count(5000), count(3));
    } else if (dice < 910) {
      return new Event.EngineLost();
    } else if (dice < 920) {
      return new Event.ForeignResume();
    } else if (dice < 930) {
      return new Event.MainOpened();
    } else if (dice < 955) {
      return new Event.MainClosed(now.plus(Duration.ofMillis(random.nextInt(3000))));
    } else {
      return order(dice);
    }
  }

  private Event order(int dice) {
    if (dice < 962) {
      return new Event.ManualOpen("ann", null, chance(50) ? null : soon());
    } else if (dice < 975) {
      return new Event.ManualClose("ann", null);
    } else if (dice < 980) {
      return new Event.ManualForceClose("ann", null, soon());
    } else if (dice < 990) {
      return new Event.ProbeNow("ann", null);
    } else if (dice < 993 && policyChanges) {
      return new Event.PolicyChanged("ann", null, "another");
    }
    Mode mode = chance(70) ? Mode.ACTIVE : chance(70) ? Mode.OBSERVE : Mode.OFF;
    return new Event.SetMode("ann", null, mode, chance(50) ? null : soon());
  }

  Event.Outcomes outcomes() {
    var last = lastOutcomes;
    var next = last != null && chance(3) ? last : newOutcomes();
    lastOutcomes = next;
    return next;
  }

  private Event.Outcomes newOutcomes() {
    long period = state.position().period();
    if (chance(15)) {
      period = periods.isEmpty() || chance(20) ? 0 : periods.get(random.nextInt(periods.size()));
    }
    int size = chance(60) ? 1 : random.nextInt(1, chance(50) ? 5 : 200);
    int noise = outage ? 95 : 3;
    int succeeded = 0;
    int failed = 0;
    int ignored = 0;
    int tail = 0;
    for (int i = 0; i < size; i++) {
      if (chance(5)) {
        ignored++;
      } else if (chance(noise)) {
        failed++;
        tail++;
      } else {
        succeeded++;
        tail = 0;
      }
    }
    var fresh = new ArrayList<Long>();
    for (int i = 0; i < Math.min(failed, 8) && jobs > 0; i++) {
      fresh.add((long) random.nextInt(jobs));
    }
    return new Event.Outcomes(
        period,
        succeeded,
        failed,
        ignored,
        tail,
        fresh,
        slowRuns && chance(20) ? random.nextInt(succeeded + 1) : 0,
        chance(10) ? Duration.ofSeconds(random.nextInt(1, 2000)) : null,
        chance(5) ? new Suspect(Suspect.Kind.TYPE, "mail.bulk", failed, failed) : null);
  }

  private @Nullable Long count(int most) {
    int dice = random.nextInt(10);
    return dice < 2 ? null : dice < 6 ? Long.valueOf(0) : Long.valueOf(random.nextInt(most));
  }

  private Instant soon() {
    return now.plusSeconds(random.nextInt(1, 300));
  }

  private Duration pause() {
    int dice = random.nextInt(1000);
    if (dice < 500) {
      return Duration.ofMillis(random.nextInt(250));
    } else if (dice < 900) {
      return Duration.ofMillis(random.nextInt(250, 3000));
    } else if (dice < 990) {
      return Duration.ofSeconds(random.nextInt(1, 70));
    } else if (dice < 995) {
      return Duration.ofMinutes(random.nextInt(1, 30));
    }
    return Duration.ofSeconds(-random.nextInt(1, 3600));
  }
}
