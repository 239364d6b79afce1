package dev.recloser.breaker;

import dev.recloser.breaker.Effect.Act;
import dev.recloser.breaker.Position.Closed;
import dev.recloser.breaker.Position.Open;
import dev.recloser.breaker.Position.Probing;
import dev.recloser.breaker.Position.Ramping;
import java.time.Duration;

/** The main breaker: it hides the positions of queues and stops their timers, but keeps them. */
final class MaskRules {

  private MaskRules() {}

  static void opened(Draft draft) {
    if (draft.mainOpen) {
      return;
    }
    draft.mainOpen = true;
    draft.resumeAt = null;
    draft.nextVersion();
    if (draft.position instanceof Probing probing) {
      draft.openDueNow(probing.cause());
      draft.note(Act.OPENED, "The main breaker opened during the probe; probes again after it");
    }
  }

  static void closed(Draft draft, Event.MainClosed closed) {
    if (!draft.mainOpen) {
      return;
    }
    draft.mainOpen = false;
    draft.resumeAt = closed.resumeAt();
    draft.nextVersion();
  }

  /** Ends the wait for its turn when that is over. Returns whether the queue is free of masks. */
  static boolean liftIfDue(Draft draft) {
    if (draft.resumeAt == null) {
      return !draft.mainOpen;
    }
    if (draft.now.isBefore(draft.resumeAt)) {
      return false;
    }
    draft.resumeAt = null;
    draft.nextVersion();
    LockRules.expire(draft);
    if (draft.position instanceof Closed closed && !(draft.lock instanceof Lock.ForcedOpen)) {
      resume(draft, closed);
    }
    return true;
  }

  private static void resume(Draft draft, Closed closed) {
    Long waiting = draft.engine.waiting();
    if (draft.active() && draft.unlocked() && (waiting == null || waiting > 0)) {
      RampRules.enter(draft, closed.cause(), Evidence.NONE);
      draft.note(Act.RAMPING, "The main breaker closed and it is this queue's turn");
    } else {
      draft.position = new Closed(draft.now, closed.period(), closed.cause());
      draft.restartBaseline();
    }
  }

  /** Moves timers on by the time that passed while they must stand still. */
  static void holdTimers(Draft draft) {
    boolean masked = draft.masked();
    if (!masked && draft.engine.answers()) {
      return;
    }
    draft.restartBaseline();
    Duration passed = Duration.between(draft.before.lastNow(), draft.now);
    if (draft.position instanceof Ramping ramping) {
      draft.position = RampRules.later(ramping, passed);
    } else if (masked && draft.position instanceof Open open) {
      draft.position =
          new Open(
              open.since(),
              open.period(),
              open.cause(),
              open.until().plus(passed),
              open.waitTime());
    }
  }
}
