package dev.recloser.breaker;

import dev.recloser.breaker.Effect.Act;
import dev.recloser.breaker.Position.RampStep;
import dev.recloser.breaker.Position.Ramping;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets jobs start at a rising rate, so that a backlog is no second outage. Fast up to what is known
 * to be safe, slowly beyond; down when jobs fail; over when the limit no longer holds anything
 * back.
 */
final class RampRules {

  private static final double LEAST_LIMIT = 1;
  private static final double GREATEST_LIMIT = 1_000_000;
  private static final double DOWN = 0.7;
  private static final double BEARABLE = 0.1;
  private static final double SLOW_RISE = 0.1;

  /** Beyond what is known to be safe: so it never overshoots what can be taken by more than 20%. */
  private static final double RISE = 1.2;

  private static final double NEAR = 0.9;
  private static final int NEAR_STEPS = 80;
  private static final int STEPS_WHEN_SURE = 3;
  private static final int STEPS_WHEN_NOTHING_WAITS = 2;
  private static final int STEPS_WHEN_GUESSED = 12;

  private RampRules() {}

  static double startLimit(double baseline, double ceiling, Policy policy) {
    return Math.max(LEAST_LIMIT, Math.min(policy.rampStart() * baseline, ceiling));
  }

  static Ramping begin(
      Instant since,
      Instant now,
      long period,
      @Nullable Cause cause,
      double limit,
      @Nullable Long withWorkers) {
    return new Ramping(
        since, period, cause, limit, new RampStep(now, 0, 0, 0, withWorkers), 0, 0, 0, now);
  }

  static void enter(Draft draft, @Nullable Cause cause, Evidence evidence) {
    double limit = startLimit(draft.baseline.perSecond(), draft.rampCeiling, draft.policy);
    draft.evidence = evidence;
    Long withWorkers = draft.engine.withWorkers();
    draft.position = begin(draft.now, draft.now, draft.nextVersion(), cause, limit, withWorkers);
  }

  static void ended(Draft draft, Ramping ramping, Event.Outcomes outcomes) {
    draft.evidence = draft.evidence.add(outcomes, draft.policy, draft.now);
    RampStep step = ramping.step();
    Ramping counted =
        with(
            ramping,
            new RampStep(
                step.since(),
                step.granted(),
                Counts.plus(step.succeeded(), outcomes.succeeded()),
                Counts.plus(step.failed(), outcomes.failed()),
                step.withWorkers()));
    draft.position = counted;
    if (outcomes.failed() > 0 && draft.unlocked()) {
      Cause cause = draft.evidence.rampVerdict(draft.policy, draft.now);
      if (cause != null && outcomes.suspect() != null) {
        draft.withhold(cause, outcomes.suspect());
      } else if (cause != null) {
        reopen(draft, counted, cause, outcomes.retryAfter());
      }
    }
  }

  static void tick(Draft draft, Ramping ramping) {
    if (!draft.unlocked()) {
      return;
    }
    Instant stepEnds = ramping.step().since().plus(draft.policy.rampStep());
    draft.position = draft.now.isBefore(stepEnds) ? ramping : endStep(draft, ramping);
    if (draft.position instanceof Ramping current) {
      grantTokens(draft, current);
    }
  }

  /** A healthy step before it failed means too much load, not an outage: probe soon, rise less. */
  private static void reopen(Draft draft, Ramping ramping, Cause cause, @Nullable Duration asked) {
    boolean overload = ramping.healthySteps() > 0;
    if (overload) {
      draft.rampCeiling = Math.max(LEAST_LIMIT, DOWN * ramping.limit());
    }
    draft.tripCount = overload ? 1 : Counts.plus(draft.tripCount, 1);
    Duration waitTime = draft.open(cause, asked);
    draft.note(
        Act.OPENED,
        "At "
            + Sentences.perSecond(ramping.limit())
            + ": "
            + Sentences.of(cause, draft.policy)
            + "; next probe in "
            + Sentences.of(waitTime));
  }

  private static Position endStep(Draft draft, Ramping ramping) {
    RampStep step = ramping.step();
    long total = (long) step.succeeded() + step.failed();
    boolean failing = step.failed() > bearableShare(draft.baseline, draft.policy) * total;
    if (failing) {
      double limit = ramping.limit();
      boolean lower = step.failed() >= 2;
      double next = lower ? Math.max(LEAST_LIMIT, DOWN * limit) : limit;
      return nextStep(draft, ramping, next, ramping.healthySteps(), 0);
    }
    int healthySteps = Counts.plus(ramping.healthySteps(), step.succeeded() > 0 ? 1 : 0);
    Slack slack = slack(draft, ramping);
    int slackSteps = slack == Slack.NONE ? 0 : ramping.slack() + 1;
    int needed =
        switch (slack) {
          case NOTHING_WAITS -> STEPS_WHEN_NOTHING_WAITS;
          case SURE -> STEPS_WHEN_SURE;
          case NONE, GUESSED -> STEPS_WHEN_GUESSED;
        };
    if (slackSteps >= needed) {
      draft.close(ramping.cause());
      String detail = "The limit of " + Sentences.perSecond(ramping.limit());
      draft.note(Act.CLOSED, detail + " held nothing back for " + slackSteps + " steps");
      return draft.position;
    }
    // Long jobs end later than they start: what ends now must be as much as the limit lets start,
    // or the rise would run ahead of what is known.
    boolean caughtUp = total * 5 >= step.granted() * 4L;
    boolean rises = slack == Slack.NONE && caughtUp && step.succeeded() > 0;
    double next = rises ? risen(draft, ramping.limit()) : ramping.limit();
    return nextStep(draft, ramping, next, healthySteps, slackSteps);
  }

  /**
   * The share of failures that a ramp bears: a tenth, or twice what is usual on a queue where some
   * jobs always fail; else such a queue would never get its backlog through.
   */
  static double bearableShare(BreakerState.Baseline baseline, Policy policy) {
    double most = Math.max(BEARABLE, policy.failureRatio() / 2);
    return Math.clamp(2 * baseline.failingShare(), BEARABLE, most);
  }

  private enum Slack {
    NONE,
    GUESSED,
    SURE,
    NOTHING_WAITS
  }

  /**
   * Whether the limit holds nothing back, so that removing it changes nothing. Sure when nothing
   * waits, or when workers are known to take less than they are offered. Long jobs look like the
   * latter where only outcomes are known; then it is a guess, which needs more steps. No start at
   * all while jobs wait proves nothing: the workers may be gone, and come back all at once.
   */
  private static Slack slack(Draft draft, Ramping ramping) {
    Long waiting = draft.engine.waiting();
    if (waiting != null && waiting == 0) {
      return Slack.NOTHING_WAITS;
    }
    RampStep step = ramping.step();
    long started = (long) step.succeeded() + step.failed();
    Long workersBefore = step.withWorkers();
    Long workersNow = draft.engine.withWorkers();
    boolean startsKnown = workersBefore != null && workersNow != null;
    if (workersBefore != null && workersNow != null) {
      started += workersNow - workersBefore;
    }
    if (started * 5 >= step.granted() * 4L) {
      return Slack.NONE;
    }
    boolean fewWait = waiting != null && waiting <= ramping.limit();
    if (fewWait || (startsKnown && started > 0)) {
      return Slack.SURE;
    }
    return waiting == null || started > 0 ? Slack.GUESSED : Slack.NONE;
  }

  /**
   * Double up to what is known to be safe, as long as nothing is known without an end; then a fifth
   * more, or after an overload a tenth of the baseline. Close below a limit that overloaded the
   * dependency before, so slowly that it takes minutes to try that limit again.
   */
  private static double risen(Draft draft, double limit) {
    double baseline = draft.baseline.perSecond();
    double ceiling = draft.rampCeiling;
    double known = baseline > 0 ? Math.max(baseline, LEAST_LIMIT) : Double.POSITIVE_INFINITY;
    double safe = Double.isInfinite(ceiling) ? known : ceiling;
    double overload = ceiling / DOWN;
    double next;
    if (limit < safe) {
      next = Math.min(2 * limit, safe);
    } else if (limit >= NEAR * overload && limit < overload) {
      next = limit + overload * (1 - NEAR) / NEAR_STEPS;
    } else if (Double.isInfinite(ceiling)) {
      next = RISE * limit;
    } else {
      next = limit + SLOW_RISE * Math.max(baseline, LEAST_LIMIT);
    }
    return Math.min(next, GREATEST_LIMIT);
  }

  /** At most one second's worth, however late the tick; what is left of a start is saved up. */
  private static void grantTokens(Draft draft, Ramping ramping) {
    long millis = Duration.between(ramping.refilledAt(), draft.now).toMillis();
    double tokens = ramping.tokens() + ramping.limit() * millis / 1000.0;
    int starts = (int) Math.min(tokens, ramping.limit());
    RampStep step = ramping.step();
    draft.position =
        new Ramping(
            ramping.since(),
            ramping.period(),
            ramping.cause(),
            ramping.limit(),
            new RampStep(
                step.since(),
                Counts.plus(step.granted(), starts),
                step.succeeded(),
                step.failed(),
                step.withWorkers()),
            ramping.healthySteps(),
            ramping.slack(),
            Math.min(tokens - starts, 1),
            millis > 0 ? draft.now : ramping.refilledAt());
    if (starts > 0) {
      draft.grant(starts, false);
    }
  }

  private static Ramping nextStep(
      Draft draft, Ramping ramping, double limit, int healthySteps, int slack) {
    return new Ramping(
        ramping.since(),
        ramping.period(),
        ramping.cause(),
        limit,
        new RampStep(draft.now, 0, 0, 0, draft.engine.withWorkers()),
        healthySteps,
        slack,
        ramping.tokens(),
        ramping.refilledAt());
  }

  private static Ramping with(Ramping ramping, RampStep step) {
    return new Ramping(
        ramping.since(),
        ramping.period(),
        ramping.cause(),
        ramping.limit(),
        step,
        ramping.healthySteps(),
        ramping.slack(),
        ramping.tokens(),
        ramping.refilledAt());
  }

  /** The ramp as it was, moved on by a time in which nothing could happen. */
  static Ramping later(Ramping ramping, Duration by) {
    RampStep step = ramping.step();
    return new Ramping(
        ramping.since(),
        ramping.period(),
        ramping.cause(),
        ramping.limit(),
        new RampStep(
            step.since().plus(by),
            step.granted(),
            step.succeeded(),
            step.failed(),
            step.withWorkers()),
        ramping.healthySteps(),
        ramping.slack(),
        ramping.tokens(),
        ramping.refilledAt().plus(by));
  }
}
