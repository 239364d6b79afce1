package dev.recloser.testkit.memory;

import dev.recloser.engine.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job in a worker's hand.
 *
 * @param attempt the number of the run this is or will be
 * @param takenAt when it left the queue: from then on it is the worker's
 * @param grant what let it through the gate; null in ordinary flow
 */
record Delivery(StoredJob job, int attempt, Instant takenAt, @Nullable Grant grant) {

  long grantId() {
    return grant == null ? 0 : grant.id();
  }

  /** Whether a failure counts as an attempt. */
  boolean spendsAttempt() {
    return grant == null || grant.spendsAttempt();
  }
}
