package dev.recloser.breaker;

/** A ramp in the middle of its life, without the way there. */
final class RampStates {

  private RampStates() {}

  /** The state with another limit, another usual rate and another known overload. */
  static BreakerState with(BreakerState s, double limit, double usual, double ceiling) {
    var ramp = (Position.Ramping) s.position();
    var baseline = new BreakerState.Baseline(usual, 0, 60, 0, 0, s.lastNow());
    return new BreakerState(
        s.id(),
        s.version(),
        s.episode(),
        s.lastNow(),
        s.mode(),
        s.lock(),
        s.mainOpen(),
        s.resumeAt(),
        RampRules.begin(ramp.since(), s.lastNow(), ramp.period(), ramp.cause(), limit, null),
        s.evidence(),
        s.tripCount(),
        baseline,
        ceiling,
        s.openedAt(),
        s.closedAt(),
        s.engine(),
        s.modeUntil(),
        s.health());
  }
}
