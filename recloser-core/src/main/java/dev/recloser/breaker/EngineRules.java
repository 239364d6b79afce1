package dev.recloser.breaker;

import dev.recloser.breaker.BreakerState.EngineView;
import dev.recloser.breaker.Effect.Act;
import dev.recloser.breaker.Position.Probing;
import dev.recloser.breaker.Position.Ramping;

/** What the engine says, its silence, and what others do to the queue there. */
final class EngineRules {

  private EngineRules() {}

  static void observed(Draft draft, Event.Observed observed) {
    if (!draft.engine.answers()) {
      draft.assertHold(); // it may have restarted, and unused starts may still be there
    }
    draft.engine = new EngineView(true, observed.waiting(), observed.withWorkers());
    if (draft.position instanceof Probing probing && probing.released() == 0 && !draft.masked()) {
      ProbeRules.releaseIfDrained(draft, probing);
    }
  }

  static void lost(Draft draft) {
    draft.engine = EngineView.LOST;
    if (draft.position instanceof Probing probing) {
      draft.openDueNow(probing.cause());
      draft.note(
          Act.OPENED, "The engine stopped answering during the probe; probes when it is back");
    }
  }

  static void resumedByOthers(Draft draft) {
    if (!draft.before.holds()) {
      return;
    }
    draft.assertHold();
    boolean stays = draft.masked() || !draft.unlocked() || draft.position instanceof Ramping;
    if (stays) {
      draft.note(Act.FOREIGN_RESUME, Effect.EXTERNAL, null, false, "Held again");
    } else {
      RampRules.enter(draft, draft.position.cause(), Evidence.NONE);
      draft.note(
          Act.FOREIGN_RESUME,
          Effect.EXTERNAL,
          null,
          true,
          "Somebody resumed the queue at the engine; it goes on at a rising rate");
    }
  }
}
