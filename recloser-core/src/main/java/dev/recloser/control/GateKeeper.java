package dev.recloser.control;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Grant;
import java.time.Instant;

/** Does at the engine what a queue's gate wants. Used by one collector's thread. */
final class GateKeeper {

  private final Engine engine;

  GateKeeper(Engine engine) {
    this.engine = engine;
  }

  /**
   * Brings one gate to where it should be.
   *
   * @throws EngineException UNREACHABLE; everything else concerns this queue only and is tried
   *     again after the next sample
   */
  void settle(Guard guard, Instant now) {
    try {
      var queue = guard.id().name();
      if (guard.work(now) == Gate.Work.HOLD) {
        guard.held(engine.hold(queue, guard.sendHold()), now);
      }
      switch (guard.work(now)) {
        case NOTHING, HOLD -> {}
        case FLOW -> guard.released(engine.flow(queue), now);
        case GRANT -> grant(guard, queue, now);
      }
    } catch (EngineException e) {
      if (e.kind() == Kind.UNREACHABLE) {
        throw e;
      }
    }
  }

  private void grant(Guard guard, String queue, Instant now) {
    var grant = guard.takeGrant(now);
    if (grant != null) {
      engine.grant(queue, new Grant(grant.period(), grant.starts(), !grant.probe()));
    }
  }
}
