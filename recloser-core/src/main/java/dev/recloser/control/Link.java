package dev.recloser.control;

import dev.recloser.control.EngineStatus.Status;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a collector knows of the connection to its engine. Immutable.
 *
 * @param openFailures failed tries in a row
 * @param sampleEvery how often to sample: a second, or longer where a sample takes long
 */
record Link(
    Status status,
    @Nullable Instant lastOkAt,
    @Nullable String error,
    @Nullable Instant nextTryAt,
    int openFailures,
    Duration sampleEvery) {

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);
  private static final int MAX_BACKOFF_SECONDS = 8;

  static final Link STARTING = new Link(Status.STARTING, null, null, null, 0, EVERY);

  /** An answer that took {@code cost}; dear samples are taken less often. */
  Link up(Instant now, Duration cost) {
    var wanted = cost.multipliedBy(4);
    var every = wanted.compareTo(EVERY) < 0 ? EVERY : wanted;
    return new Link(
        Status.UP, now, null, null, 0, every.compareTo(AT_MOST_EVERY) > 0 ? AT_MOST_EVERY : every);
  }

  /** No answer: the next try comes after 1, 2, 4, then 8 seconds. */
  Link down(Instant now, String why) {
    long wait = Math.min(MAX_BACKOFF_SECONDS, 1L << Math.min(openFailures, 3));
    var next = now.plusSeconds(wait);
    var shown = status == Status.STARTING ? Status.STARTING : Status.DOWN;
    return new Link(
        openFailures > 0 ? Status.DOWN : shown, lastOkAt, why, next, openFailures + 1, EVERY);
  }

  boolean isUp() {
    return status == Status.UP;
  }

  /**
   * Whether the last answer is too old to act on: two samples are missing and half a second has
   * passed. With the publisher and a page that asks every 2 s, an operator sees it within 5 s.
   */
  boolean stale(Instant now) {
    return lastOkAt == null || stale(lastOkAt, now);
  }

  /** The same for one queue, which may be missing in newer answers. */
  boolean stale(Instant takenAt, Instant now) {
    var limit = sampleEvery.multipliedBy(2).plusMillis(500);
    return Duration.between(takenAt, now).compareTo(limit) > 0;
  }
}
