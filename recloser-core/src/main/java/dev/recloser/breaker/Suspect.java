package dev.recloser.breaker;

/**
 * One part of a queue that makes nearly all of its failures while the rest succeeds. Stopping the
 * whole queue would then stop the good part too, so the breaker tells instead of opening.
 *
 * @param name the job type or the worker, as the engine names it
 * @param failed its failures among the newest outcomes
 * @param total all failures among them
 */
public record Suspect(Kind kind, String name, int failed, int total) {

  /** What can be the cause by itself. */
  public enum Kind {
    /** One type of job, e.g. with a bad template. */
    TYPE,
    /** One worker, e.g. with a bad network. */
    WORKER
  }
}
