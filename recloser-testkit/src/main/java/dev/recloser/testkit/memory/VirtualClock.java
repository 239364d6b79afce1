package dev.recloser.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. Not thread-safe. */
public final class VirtualClock implements InstantSource {

  /** Where a new clock stands. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Sets the time, backwards too. */
  public void set(Instant time) {
    now = time;
  }

  /**
   * Moves the hands only. To let an engine's work happen on the way, use {@link
   * MemoryBroker#advance}.
   */
  public void move(Duration by) {
    now = now.plus(by);
  }
}
