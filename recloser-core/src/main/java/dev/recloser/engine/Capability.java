package dev.recloser.engine;

/** An ability that an engine declares and the contract kit proves. */
public enum Capability {
  /** Lists its queues by itself. */
  DISCOVER,
  /** Counts jobs per state. */
  COUNT,
  /** Tells the age of the oldest waiting job. */
  AGE,
  /** {@link Engine#hold} and {@link Engine#flow}. */
  HOLD,
  /** {@link Engine#grant}. */
  GRANT,
  /** Reports how attempts ended. */
  OUTCOMES,
  /** {@link Engine#jobs}. */
  BROWSE,
  /** {@link Engine#retry}. */
  RETRY,
  /** {@link Engine#remove}. */
  REMOVE,
  /** Names the workers of a queue. */
  WORKERS,
  /** Takes jobs from producers over its own protocols. */
  SEND
}
