package dev.recloser.breaker;

/** What a breaker does; the short word for a {@link Position}. */
public enum Phase {
  /** Jobs flow. */
  CLOSED,
  /** The queue is held. */
  OPEN,
  /** The queue is held and a few jobs are let through to see whether they succeed. */
  PROBING,
  /** The queue is held and jobs are let through at a rising rate. */
  RAMPING
}
