package dev.recloser.testkit.memory;

import java.time.Duration;

/**
 * What happens to jobs that fail.
 *
 * @param maxAttempts the run after which a job that still fails is dead
 * @param retryDelay how long a job rests after a failed run, and after it was given back
 */
public record QueueOptions(int maxAttempts, Duration retryDelay) {

  /** Three runs, one second apart. */
  public static final QueueOptions DEFAULTS = new QueueOptions(3, Duration.ofSeconds(1));

  public QueueOptions {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
    }
    if (retryDelay.isNegative()) {
      throw new IllegalArgumentException("retryDelay must not be negative, was " + retryDelay);
    }
  }
}
