package dev.recloser.redrive;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** So many jobs per second, without a burst after a wait. For one thread. */
final class Pace {

  private static final double MOST_SECONDS = 0.5;

  private final int perSecond;
  private double credit;
  private @Nullable Instant last;

  Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** How many may be sent now; a clock that jumps counts as no time, or as half a second. */
  int due(Instant now) {
    double seconds = last == null ? 0 : Duration.between(last, now).toMillis() / 1e3;
    last = now;
    credit += perSecond * Math.clamp(seconds, 0, MOST_SECONDS);
    credit = Math.min(credit, Math.max(1, perSecond * MOST_SECONDS));
    return (int) credit;
  }

  /** So many were sent. */
  void spent(int jobs) {
    credit -= jobs;
  }

  /** Nothing could be sent: that time does not count. */
  void pause() {
    credit = 0;
    last = null;
  }
}
