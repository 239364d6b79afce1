package dev.recloser.server.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a real system: polls until it holds, with a deadline that only a failure reaches. */
final class Wait {

  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final long POLL_NANOS = 100_000_000;

  private Wait() {}

  static void until(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
