package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for real brokers and clients: asks until it is so, with a generous deadline. */
final class Until {

  private static final long DEADLINE_NANOS = 60_000_000_000L;
  private static final long STEP_NANOS = 5_000_000L;

  private Until() {}

  static void is(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE_NANOS) {
        fail("waited too long for: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
