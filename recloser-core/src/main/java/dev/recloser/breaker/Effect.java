package dev.recloser.breaker;

import org.jspecify.annotations.Nullable;

/** What a step asks the world to do. Each is safe to repeat. */
public sealed interface Effect {

  /** The actor of what the breaker does by itself. */
  String RECLOSER = "recloser";

  /** The actor of what somebody did at the engine itself. */
  String EXTERNAL = "external";

  /**
   * Shut the queue's gate and withdraw unused starts. Also sent while the gate is shut already, to
   * withdraw starts or because the engine was away.
   */
  record Hold(String why) implements Effect {}

  /** Open the queue's gate. */
  record Flow() implements Effect {}

  /**
   * Let {@code starts} attempts start through the held queue.
   *
   * @param period the grant's id
   * @param probe true for a probe: a failure must not cost a job its last attempt
   */
  record Grant(long period, int starts, boolean probe) implements Effect {}

  /**
   * Something for the audit log.
   *
   * @param act what happened
   * @param actor who did it; {@link #RECLOSER} for the breaker itself
   * @param changed false when a person's command changed nothing
   * @param detail one sentence with the numbers; null when the act says all
   */
  record Noted(
      Act act, String actor, @Nullable String reason, boolean changed, @Nullable String detail)
      implements Effect {}

  /**
   * The breaker would have opened, but one part of the queue makes the failures. Told at each such
   * batch.
   */
  record Withheld(Cause cause, Suspect suspect) implements Effect {}

  /** The acts of a breaker; lower-case names are the words of the audit log. */
  enum Act {
    OPENED,
    PROBING,
    RAMPING,
    CLOSED,
    HELD_OPEN,
    RELEASED,
    FORCED_CLOSED,
    LOCK_EXPIRED,
    PROBE_NOW,
    MODE_CHANGED,
    POLICY_CHANGED,
    FOREIGN_RESUME
  }
}
