package dev.recloser.breaker;

import dev.recloser.breaker.BreakerState.Baseline;
import dev.recloser.breaker.Effect.Act;
import java.time.Duration;

/** What happens while jobs flow. */
final class ClosedRules {

  private static final double BASELINE_SECONDS = 60;

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
            Counts.plus(baseline.pending(), outcomes.succeeded()),
            baseline.since());
    if (outcomes.failed() > 0 && draft.unlocked()) {
      Cause cause = draft.evidence.verdict(draft.policy, draft.now);
      if (cause != null) {
        trip(draft, cause);
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

  private static void trip(Draft draft, Cause cause) {
    draft.tripCount = Counts.plus(draft.tripCount, 1);
    draft.beginEpisode();
    Duration waitTime = draft.open(cause);
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
    double weight = seconds / (seconds + BASELINE_SECONDS);
    double smoothed = old.perSecond() + weight * (old.pending() / seconds - old.perSecond());
    draft.baseline = new Baseline(smoothed, 0, draft.now);
  }
}
