package dev.recloser.bench;

/**
 * A breaker rule under test. It sees what its original sees: the attempts of its own process, or of
 * all processes where its state is shared.
 */
interface Rule {

  /** Called once before anything happens. */
  default void begin(Controls controls) {}

  /** A process is about to run a job. False: the handler throws at once, a failed attempt. */
  default boolean admits(int process) {
    return true;
  }

  /** A process began to run a job. */
  default void started(Attempt attempt) {}

  /** A process is done with a job; refused attempts are not told. */
  default void ended(Attempt attempt, boolean succeeded) {}

  /** Whether a process runs no ordinary jobs now, be it held or refusing. */
  default boolean holds(int process) {
    return false;
  }
}
