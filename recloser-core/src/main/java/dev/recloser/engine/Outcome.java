package dev.recloser.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended.
 *
 * @param queue the queue's name in the engine
 * @param jobId stable over retries where the engine has such an id
 * @param attempt 1 for the first run
 * @param lastAttempt whether a failure of this attempt made the job dead
 * @param kind how it ended
 * @param error what went wrong; null for a success, and where the engine gives no error text
 * @param worker who ran it; null where unknown
 * @param startedAt when it started, by this process's clock; null where unknown
 * @param endedAt when it ended, by this process's clock
 * @param grant the id of the {@link Grant} it started under; 0 when it started in ordinary flow or
 *     the engine cannot tell
 * @param type the kind of job, e.g. the name of a task; null where unknown
 */
public record Outcome(
    String queue,
    String jobId,
    int attempt,
    boolean lastAttempt,
    Kind kind,
    @Nullable ErrorText error,
    @Nullable String worker,
    @Nullable Instant startedAt,
    Instant endedAt,
    long grant,
    @Nullable String type) {

  /** An outcome of a job whose type is not known. */
  public Outcome(
      String queue,
      String jobId,
      int attempt,
      boolean lastAttempt,
      Kind kind,
      @Nullable ErrorText error,
      @Nullable String worker,
      @Nullable Instant startedAt,
      Instant endedAt,
      long grant) {
    this(queue, jobId, attempt, lastAttempt, kind, error, worker, startedAt, endedAt, grant, null);
  }

  /** The three ways an attempt can end for the breaker. */
  public enum Kind {
    /** The run completed. */
    SUCCESS,
    /** The run failed. */
    FAILURE,
    /** Neither: given back, cancelled, expired. */
    IGNORED
  }

  /**
   * What went wrong.
   *
   * @param errorClass type of the error, e.g. {@code java.net.ConnectException}; null where unknown
   * @param message its text, as the worker wrote it
   * @param retryAfter how long the dependency asked not to be called; null when it did not
   */
  public record ErrorText(
      @Nullable String errorClass, String message, @Nullable Duration retryAfter) {

    /** An error of a dependency that did not say when to come again. */
    public ErrorText(@Nullable String errorClass, String message) {
      this(errorClass, message, null);
    }
  }
}
