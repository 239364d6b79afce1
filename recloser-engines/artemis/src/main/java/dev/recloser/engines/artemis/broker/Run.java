package dev.recloser.engines.artemis.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a job to a worker that has not ended yet.
 *
 * @param jobId the message's own id
 * @param attempt its delivery count, 1 for the first run
 * @param worker who got it
 * @param startedAt when it was handed over
 * @param grant the grant it started under; 0 in ordinary flow
 * @param spendsAttempt whether a failure counts towards the job's last attempt
 * @param ofHead whether it took a permit that was for the head of the queue
 * @param lost whether the worker vanished while this job was only prefetched
 */
record Run(
    String jobId,
    int attempt,
    Worker worker,
    Instant startedAt,
    long grant,
    boolean spendsAttempt,
    boolean ofHead,
    boolean lost) {

  /**
   * The worker of a run.
   *
   * @param name its remote address; null where unknown
   * @param tellsFailure false for STOMP, where a NACK looks like an ACK
   */
  record Worker(@Nullable String name, boolean tellsFailure) {}

  Run asLost() {
    return new Run(jobId, attempt, worker, startedAt, grant, spendsAttempt, ofHead, true);
  }
}
