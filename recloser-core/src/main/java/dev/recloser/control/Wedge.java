package dev.recloser.control;

import dev.recloser.engine.QueueSample;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells a queue that flows from one that only says so: workers are there, jobs wait, and nothing
 * starts. A resume that the worker never noticed looks like this (JasperFx/wolverine#3232).
 * Confined to its guard.
 */
final class Wedge {

  private static final Duration TOO_LONG = Duration.ofSeconds(30);

  private Instant movedAt = Instant.MAX;

  /**
   * Takes a sample.
   *
   * @param moved whether an attempt ended, or a job came out, since the last sample
   */
  void add(QueueSample sample, boolean moved, Instant now) {
    var waiting = sample.counts().waiting();
    var held = sample.withWorkers();
    var workers = sample.workers();
    boolean idle = held != null && held == 0 && workers != null && !workers.isEmpty();
    boolean stands = idle && waiting != null && waiting > 0 && !sample.gate().held();
    if (!stands || moved || movedAt.isAfter(now)) {
      movedAt = now;
    }
  }

  boolean wedged(Instant now) {
    return !movedAt.isAfter(now) && Duration.between(movedAt, now).compareTo(TOO_LONG) >= 0;
  }
}
