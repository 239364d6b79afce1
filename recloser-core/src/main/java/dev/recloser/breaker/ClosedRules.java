package dev.recloser.breaker;

import dev.recloser.breaker.BreakerState.Baseline;
import dev.recloser.breaker.Effect.Act;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens while jobs flow. */
final class ClosedRules {

  static final double RATE_SECONDS = 60;
  private static final double SHARE_SECONDS = 600;

  private ClosedRules() {}

  static void ended(Draft draft, Event.Outcomes outcomes) {
    if (draft.lock instanceof Lock.ForcedOpen) {
      return; // held: these started before
    }
    draft.evidence = draft.evidence.add(outcomes, draft.policy, draft.now);
    Baseline baseline = draft.baseline;
    draft.baseline =
        new Baseline(
            baseline.perSecond(),
            baseline.failingShare(),
            baseline.seenSeconds(),
            Counts.plus(baseline.succeeded(), outcomes.succeeded()),
            Counts.plus(baseline.failed(), outcomes.failed()),
            baseline.since());
    if (outcomes.failed() + outcomes.slow() > 0 && draft.unlocked()) {
      Cause cause = draft.evidence.verdict(draft.policy, draft.now);
      if (cause != null && outcomes.suspect() != null) {
        draft.withhold(cause, outcomes.suspect());
      } else if (cause != null) {
        trip(draft, cause, outcomes.retryAfter());
      }
    }
  }

  static void tick(Draft draft, Position.Closed closed) {
    if (draft.mode == Mode.OFF || draft.lock instanceof Lock.ForcedOpen) {
      return;
    }
    smoothBaseline(draft);
    Duration stable = Duration.between(closed.since(), draft.now);
    if (draft.unlocked() && stable.compareTo(draft.policy.stableAfter()) >= 0) {
      draft.tripCount = 0;
      draft.rampCeiling = Double.POSITIVE_INFINITY;
    }
  }

  private static void trip(Draft draft, Cause cause, @Nullable Duration asked) {
    draft.tripCount = Counts.plus(draft.tripCount, 1);
    draft.beginEpisode();
    Duration waitTime = draft.open(cause, asked);
    String then = draft.active() ? "first probe in " : "observed only; looks closed again in ";
    draft.note(
        Act.OPENED, Sentences.of(cause, draft.policy) + "; " + then + Sentences.of(waitTime));
  }

  /** Without an exponential function, whose last bit may differ between machines. */
  private static void smoothBaseline(Draft draft) {
    Baseline old = draft.baseline;
    double seconds = Duration.between(old.since(), draft.now).toMillis() / 1000.0;
    if (seconds < 1) {
      return;
    }
    double rate = smooth(old.perSecond(), old.succeeded() / seconds, seconds, old.seenSeconds());
    double seen = Math.min(RATE_SECONDS, old.seenSeconds() + seconds);
    double ended = (double) old.succeeded() + old.failed();
    double share =
        ended == 0
            ? old.failingShare()
            : smooth(old.failingShare(), old.failed() / ended, seconds, SHARE_SECONDS);
    draft.baseline = new Baseline(rate, share, seen, 0, 0, draft.now);
  }

  private static double smooth(double old, double seen, double seconds, double over) {
    return old + (seen - old) * seconds / (seconds + over);
  }
}
