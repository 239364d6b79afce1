package dev.recloser.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. Not thread-safe. */
public final class VirtualClock implements InstantSource {

  /** Where a new clock stands. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant steady = START;
  private Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return steady.plus(ahead);
  }

  /**
   * Moves the hands only. To let an engine's work happen on the way, use {@link
   * MemoryBroker#advance}.
   */
  public void move(Duration by) {
    steady = steady.plus(by);
  }

  /** Somebody sets the hands, backwards too. What is under way goes on and takes as long. */
  public void jump(Duration by) {
    ahead = ahead.plus(by);
  }

  /** The time that never jumps. */
  Instant steady() {
    return steady;
  }
}
