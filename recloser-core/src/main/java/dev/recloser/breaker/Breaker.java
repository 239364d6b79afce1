package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;

/** The circuit breaker of one queue, or of several that share a dependency. */
public final class Breaker {

  private Breaker() {}

  /**
   * The only way forward. Pure: equal arguments give equal answers.
   *
   * @param now the time, from a source that does not go back, e.g. the start of the process plus
   *     the elapsed time since; a time before the newest one seen counts as that one
   */
  public static Step step(BreakerState state, Event event, Policy policy, Instant now) {
    var draft = new Draft(state, policy, now.isBefore(state.lastNow()) ? state.lastNow() : now);
    MaskRules.holdTimers(draft);
    switch (event) {
      case Event.Tick _ -> tick(draft);
      case Event.Outcomes outcomes -> ended(draft, outcomes);
      case Event.Observed observed -> EngineRules.observed(draft, observed);
      case Event.EngineLost _ -> EngineRules.lost(draft);
      case Event.ForeignResume _ -> EngineRules.resumedByOthers(draft);
      case Event.ManualOpen order -> ManualRules.open(draft, order);
      case Event.ManualClose order -> ManualRules.close(draft, order);
      case Event.ManualForceClose order -> ManualRules.forceClose(draft, order);
      case Event.ProbeNow order -> ManualRules.probe(draft, order);
      case Event.SetMode order -> ManualRules.setMode(draft, order);
      case Event.HealthProbe answer -> HealthRules.answered(draft, answer);
      case Event.PolicyChanged change -> policyChanged(draft, change);
      case Event.MainOpened _ -> MaskRules.opened(draft);
      case Event.MainClosed closed -> MaskRules.closed(draft, closed);
    }
    return draft.finish();
  }

  private static void policyChanged(Draft draft, Event.PolicyChanged change) {
    draft.nextVersion();
    draft.note(Effect.Act.POLICY_CHANGED, change.actor(), change.reason(), true, change.detail());
    if (draft.position instanceof Position.Open open) {
      Duration longest = OpenTime.longest(draft.policy);
      Duration over = open.waitTime().minus(longest);
      if (over.isPositive()) { // by the difference, so that time under the main breaker stays out
        Instant until = open.until().minus(over);
        draft.position =
            new Position.Open(open.since(), open.period(), open.cause(), until, longest);
      }
    }
  }

  private static void tick(Draft draft) {
    if (!draft.engine.answers() || !MaskRules.liftIfDue(draft)) {
      return;
    }
    LockRules.expire(draft);
    ManualRules.endWatching(draft);
    switch (draft.position) {
      case Position.Closed closed -> ClosedRules.tick(draft, closed);
      case Position.Open open -> ProbeRules.beginIfDue(draft, open);
      case Position.Probing probing -> ProbeRules.tick(draft, probing);
      case Position.Ramping ramping -> RampRules.tick(draft, ramping);
    }
  }

  /** Outcomes of another period, of a masked queue or from a lost engine decide nothing. */
  private static void ended(Draft draft, Event.Outcomes outcomes) {
    boolean frozen = draft.masked() || !draft.engine.answers() || draft.mode == Mode.OFF;
    if (frozen || outcomes.period() != draft.position.period()) {
      return;
    }
    switch (draft.position) {
      case Position.Closed _ -> ClosedRules.ended(draft, outcomes);
      case Position.Open _ -> {} // held: what ends now started before, or a probe of before
      case Position.Probing probing -> ProbeRules.ended(draft, probing, slowAsFailed(outcomes));
      case Position.Ramping ramping -> RampRules.ended(draft, ramping, slowAsFailed(outcomes));
    }
  }

  /** A dependency that only just answers must not get more load. */
  private static Event.Outcomes slowAsFailed(Event.Outcomes outcomes) {
    int slow = outcomes.slow();
    return slow == 0
        ? outcomes
        : new Event.Outcomes(
            outcomes.period(),
            outcomes.succeeded() - slow,
            Counts.plus(outcomes.failed(), slow),
            outcomes.ignored(),
            outcomes.tailFailures(),
            outcomes.freshJobs(),
            0,
            outcomes.retryAfter(),
            outcomes.suspect());
  }
}
