package dev.recloser.breaker;

import dev.recloser.breaker.BreakerState.Health;
import dev.recloser.breaker.Effect.Act;
import dev.recloser.breaker.Position.Open;
import dev.recloser.breaker.Position.Probing;
import java.time.Instant;

/**
 * What the dependency says of itself. It stands in front of the probe with jobs and spares those
 * while it says no; it never closes a breaker, because such answers are often wrong.
 */
final class HealthRules {

  /**
   * A health probe that is broken itself holds jobs back no longer than this many longest waits.
   */
  private static final int MOST_WAITS = 10;

  private HealthRules() {}

  static void answered(Draft draft, Event.HealthProbe answer) {
    boolean counts = draft.active() && draft.unlocked() && !draft.masked();
    if (draft.policy.healthInterval() == null || !counts) {
      return;
    }
    switch (draft.position) {
      case Open open when answer.healthy() -> good(draft, open);
      case Open open -> bad(draft, open);
      case Probing probing when endsRound(draft, probing, answer) -> {
        draft.openDueNow(probing.cause());
        draft.health = new Health(0, true);
        draft.note(Act.OPENED, "The health probe failed before a job was let through");
      }
      case Probing _, Position.Closed _, Position.Ramping _ -> {}
    }
  }

  /** Whether jobs may be let through to probe with. */
  static boolean allow(Draft draft, Open open) {
    if (draft.policy.healthInterval() == null || draft.health.good() >= Health.NEEDED) {
      return true;
    }
    return !draft.now.isBefore(latest(draft, open));
  }

  private static Instant latest(Draft draft, Open open) {
    return open.since().plus(OpenTime.longest(draft.policy).multipliedBy(MOST_WAITS));
  }

  /** Only a round that began on its word: not one against it, nor one that a person ordered. */
  private static boolean endsRound(Draft draft, Probing probing, Event.HealthProbe answer) {
    boolean began = draft.health.good() >= Health.NEEDED;
    return began && probing.released() == 0 && !answer.healthy();
  }

  /** Recovered: no need to wait on. If it was good all along, its word counts for little. */
  private static void good(Draft draft, Open open) {
    int good = Math.min(Health.NEEDED, draft.health.good() + 1);
    boolean recovered = draft.health.wasBad() && good == Health.NEEDED;
    draft.health = new Health(good, draft.health.wasBad() && !recovered);
    if (recovered && draft.engine.answers()) {
      ProbeRules.begin(draft, open.cause());
      draft.note(Act.PROBING, "The health probe succeeded " + good + " times in a row");
    }
  }

  /** No use in a probe before the next answer; but see {@link #MOST_WAITS}. */
  private static void bad(Draft draft, Open open) {
    draft.health = new Health(0, true);
    Instant latest = latest(draft, open);
    Instant answer = draft.now.plus(draft.policy.healthInterval());
    Instant next = answer.isAfter(latest) ? latest : answer;
    Instant until = open.until().isBefore(next) ? next : open.until();
    draft.position = new Open(open.since(), open.period(), open.cause(), until, open.waitTime());
  }
}
