package dev.recloser.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last hour of one queue, kept in memory. */
public record History(
    long bucketMillis, Instant from, Instant to, List<Bucket> buckets, List<Interval> intervals) {

  /** Jobs in, done and failed attempts in a bucket; waiting and age as seen last in it. */
  public record Bucket(
      Instant at,
      long in,
      long done,
      long failed,
      @Nullable Long waiting,
      @Nullable Long oldestMillis) {}

  /**
   * A time the breaker was not closed.
   *
   * @param to null while it lasts
   * @param phase {@code open}, {@code probing}, {@code ramping} or {@code main}
   */
  public record Interval(Instant from, @Nullable Instant to, String phase) {}
}
