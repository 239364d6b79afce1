package dev.recloser.control;

import dev.recloser.breaker.Lock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Recalls a hold without an end again and again, so that somebody asks about it. */
final class Reminder {

  private long told;

  /** One sentence each time another {@code every} has passed; else null. */
  @Nullable String tick(Lock lock, Duration every, Instant now) {
    if (!(lock instanceof Lock.ForcedOpen forced) || forced.until() != null) {
      told = 0;
      return null;
    }
    var held = Duration.between(forced.since(), now);
    long due = held.toMillis() / every.toMillis();
    if (due <= told) {
      return null;
    }
    told = due;
    return "Held by %s for %s, with no end.".formatted(forced.actor(), Words.duration(held));
  }
}
