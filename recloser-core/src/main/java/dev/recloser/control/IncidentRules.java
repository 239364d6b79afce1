package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Position;

/** When an incident begins, lasts and holds. Pure. */
final class IncidentRules {

  private IncidentRules() {}

  /** A trip or a person's hold. A hold by the main breaker alone is none. */
  static boolean begins(BreakerState state) {
    boolean tripped =
        state.position() instanceof Position.Open || state.position() instanceof Position.Probing;
    return switch (state.mode()) {
      case ACTIVE -> tripped || state.lock() instanceof Lock.ForcedOpen;
      case OBSERVE -> tripped && state.lock() instanceof Lock.None;
      case OFF -> false;
    };
  }

  /** Whether one that began lasts: a ramp belongs to it. */
  static boolean lasts(BreakerState state) {
    return begins(state)
        || (state.mode() == Mode.ACTIVE && state.position() instanceof Position.Ramping);
  }

  /** Whether ordinary jobs are, or would be, held by the breaker itself or a person. */
  static boolean holds(BreakerState state) {
    boolean masked = state.mainOpen() || state.resumeAt() != null;
    return begins(state) && (watches(state) || !masked);
  }

  static boolean watches(BreakerState state) {
    return state.mode() == Mode.OBSERVE;
  }

  static Incident.State stateOf(BreakerState state) {
    return switch (state.position()) {
      case Position.Probing _ -> Incident.State.PROBING;
      case Position.Ramping _ -> Incident.State.RAMPING;
      case Position.Open _, Position.Closed _ ->
          begins(state) ? Incident.State.OPEN : Incident.State.PROBING;
    };
  }
}
