package dev.recloser.breaker;

import dev.recloser.breaker.Effect.Act;

/** The end of a person's order by its own time. */
final class LockRules {

  private LockRules() {}

  /** A hold ends in probing, not in flow; forced flow ends in CLOSED with no evidence. */
  static void expire(Draft draft) {
    switch (draft.lock) {
      case Lock.None _ -> {}
      case Lock.ForcedOpen forced -> {
        if (forced.until() != null && !draft.now.isBefore(forced.until())) {
          Cause cause = draft.position.cause();
          draft.setLock(Lock.NONE);
          if (draft.active()) {
            ProbeRules.begin(draft, cause);
            draft.note(Act.LOCK_EXPIRED, "The hold by " + forced.actor() + " is over; probing");
          } else {
            draft.evidence = Evidence.NONE;
            draft.close(cause);
            draft.note(Act.LOCK_EXPIRED, "The hold by " + forced.actor() + " is over");
          }
        }
      }
      case Lock.ForcedClosed forced -> {
        if (!draft.now.isBefore(forced.until())) {
          draft.setLock(Lock.NONE);
          draft.evidence = Evidence.NONE;
          draft.close(draft.position.cause());
          draft.note(
              Act.LOCK_EXPIRED,
              "The forced flow by " + forced.actor() + " is over; protected again");
        }
      }
    }
  }
}
