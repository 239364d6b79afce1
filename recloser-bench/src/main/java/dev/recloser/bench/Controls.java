package dev.recloser.bench;

/**
 * What a rule may do to the queue. Every change takes effect {@link World#EFFECT_MILLIS} after the
 * decision, in the order of the decisions.
 */
interface Controls {

  /** The gate before all processes. */
  int ALL = -1;

  /** The time. */
  long now();

  /** Worker processes. */
  int processes();

  /** Jobs that wait to be started. */
  long waiting();

  /** Attempts with workers. */
  long running();

  /** Whether the dependency would say now that it is well. */
  boolean healthy();

  /** Calls back after a time. */
  void after(long millis, Runnable action);

  /** Shuts the gate of a process or of {@link #ALL}, and withdraws grants. */
  void hold(int process);

  /** Opens a gate. */
  void flow(int process);

  /** Lets so many jobs start through a shut gate, in place of what was left of the last grant. */
  void grant(int process, Grant grant);

  /** So many jobs of a process at a time; at once, because the process limits itself. */
  void limit(int process, int jobs);

  /** A process starts nothing for a time; at once, because it waits by itself. */
  void rest(int process, long millis);

  /** The rule tripped: for the figures. */
  void tripped();

  /**
   * Starts through a shut gate.
   *
   * @param id what the attempts carry
   * @param lastAttempts whether jobs on their last attempt may start
   */
  record Grant(long id, int starts, boolean lastAttempts) {}
}
