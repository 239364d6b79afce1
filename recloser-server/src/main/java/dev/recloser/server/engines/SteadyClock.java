package dev.recloser.server.engines;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Wall-clock time that never goes back and never jumps: it runs on the monotonic clock and follows
 * the system clock slowly, at most a twentieth faster or slower. So a breaker's waits are as long
 * as they should be when somebody sets the clock; a restart takes the system's time at once. Whole
 * milliseconds. Its lock guards the anchor.
 */
final class SteadyClock implements InstantSource {

  private static final long PART = 20;

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private Instant anchor;
  private long anchorNanos;

  SteadyClock() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  SteadyClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.anchor = wall.instant();
    this.anchorNanos = nanoTime.getAsLong();
  }

  @Override
  public synchronized Instant instant() {
    long nanos = nanoTime.getAsLong();
    long elapsed = nanos - anchorNanos;
    var now = anchor.plusNanos(elapsed);
    long most = elapsed / PART;
    Duration drift = Duration.between(now, wall.instant());
    now = now.plus(clamp(drift, Duration.ofNanos(most)));
    anchor = now;
    anchorNanos = nanos;
    return now.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Duration clamp(Duration drift, Duration most) {
    if (drift.abs().compareTo(most) <= 0) {
      return drift;
    }
    return drift.isNegative() ? most.negated() : most;
  }
}
