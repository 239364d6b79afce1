package dev.recloser.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue at one time.
 *
 * @param queue its name in the engine
 * @param counts jobs per state
 * @param totals running totals, for rates
 * @param oldestWaiting age of the oldest waiting job; null where unknown or nothing waits
 * @param gate what the engine says of its gate
 * @param withWorkers attempts that workers hold, prefetched ones included; null where unknown
 * @param workers the workers that take from this queue; null where unknown
 */
public record QueueSample(
    String queue,
    Counts counts,
    Totals totals,
    @Nullable Duration oldestWaiting,
    GateView gate,
    @Nullable Long withWorkers,
    @Nullable List<Worker> workers) {

  /** Jobs per state; null where the engine cannot tell, never 0 for unknown. */
  public record Counts(
      @Nullable Long waiting,
      @Nullable Long running,
      @Nullable Long scheduled,
      @Nullable Long retrying,
      @Nullable Long dead,
      @Nullable Long completed) {

    /** Nothing is known. */
    public static final Counts UNKNOWN = new Counts(null, null, null, null, null, null);
  }

  /**
   * Totals since some start; they may fall back when the engine restarts.
   *
   * @param added jobs that came in
   * @param done jobs that succeeded
   * @param failed attempts that failed
   */
  public record Totals(@Nullable Long added, @Nullable Long done, @Nullable Long failed) {

    /** Nothing is known. */
    public static final Totals UNKNOWN = new Totals(null, null, null);
  }

  /**
   * A worker that takes from the queue.
   *
   * @param name as the engine names it
   * @param attempts attempts of this queue that it holds now; null where unknown
   * @param capacity how many attempts it runs at once, over all its queues; null where unknown
   * @param heardAt when it last gave a sign of life; null where unknown
   * @param load of its machine over the last minute, as the system counts it; null where unknown
   */
  public record Worker(
      String name,
      @Nullable Long attempts,
      @Nullable Integer capacity,
      @Nullable Instant heardAt,
      @Nullable Double load) {

    /** A worker of which its engine tells no more. */
    public Worker(String name, @Nullable Long attempts) {
      this(name, attempts, null, null, null);
    }
  }
}
