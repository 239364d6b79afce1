package dev.recloser.server.engines;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Wall-clock time that never goes back and never jumps: it runs on the monotonic clock and follows
 * the system clock slowly, at most a twentieth faster or slower. Whole milliseconds. Its lock
 * guards the anchor.
 */
final class SteadyClock implements InstantSource {

  private static final Duration LARGEST_STEP_TO_FOLLOW = Duration.ofMinutes(1);
  private static final long PART = 20;

  private final Clock system = Clock.systemUTC();
  private Instant anchor = system.instant();
  private long anchorNanos = System.nanoTime();

  @Override
  public synchronized Instant instant() {
    long nanos = System.nanoTime();
    long elapsed = nanos - anchorNanos;
    var now = anchor.plusNanos(elapsed);
    var drift = Duration.between(now, system.instant());
    if (drift.abs().compareTo(LARGEST_STEP_TO_FOLLOW) < 0) {
      long most = elapsed / PART;
      now = now.plusNanos(Math.clamp(drift.toNanos(), -most, most));
    }
    anchor = now;
    anchorNanos = nanos;
    return now.truncatedTo(ChronoUnit.MILLIS);
  }
}
