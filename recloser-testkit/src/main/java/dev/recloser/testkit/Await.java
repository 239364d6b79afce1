package dev.recloser.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits until something is true, the only way a test may wait. A real engine is asked again and
 * again until a generous deadline; for the memory engine the virtual time is moved instead.
 */
public final class Await {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(10);
  private static final Duration VIRTUAL_DEADLINE = Duration.ofHours(2);
  private static final Duration VIRTUAL_STEP = Duration.ofMillis(50);

  private final Duration deadline;
  private final Consumer<Duration> pass;
  private final Duration step;

  private Await(Duration deadline, Duration step, Consumer<Duration> pass) {
    this.deadline = deadline;
    this.step = step;
    this.pass = pass;
  }

  /** Waits in real time, at most a minute. */
  public static Await polling() {
    return new Await(DEADLINE, INTERVAL, time -> LockSupport.parkNanos(time.toNanos()));
  }

  /** Waits in virtual time, at most two hours, by this way of moving it. */
  public static Await advancing(Consumer<Duration> advance) {
    return new Await(VIRTUAL_DEADLINE, VIRTUAL_STEP, advance);
  }

  /**
   * Returns when the condition is true.
   *
   * @param description what is awaited, for the message
   * @throws AssertionError when it is still false at the deadline
   */
  public void until(String description, BooleanSupplier condition) {
    var steps = deadline.dividedBy(step);
    for (var passed = 0L; !condition.getAsBoolean(); passed++) {
      if (passed == steps) {
        throw new AssertionError("Not true within " + deadline + ": " + description);
      }
      pass.accept(step);
    }
  }
}
