package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a breaker. */
public sealed interface Event {

  /** Time passed. Sent a few times a second; missing one only delays. */
  record Tick() implements Event {}

  /**
   * Attempts ended. All of one batch started in the same period.
   *
   * @param period the {@link Position#period()} in which they started, see {@link
   *     BreakerState#periodOf}; 0 when that is unknown or over
   * @param succeeded number of successes
   * @param failed number of failures, retries of failing jobs included
   * @param ignored number of attempts that say nothing
   * @param tailFailures failures in a row at the end of the batch; {@code failed} when there were
   *     no successes; 0 when the order is unknown and there were successes
   * @param freshJobs hashes of different failing jobs that did not fail in the last ten minutes; at
   *     most 8 count
   * @param slow how many of {@code succeeded} took so long that it is a sign of trouble
   * @param retryAfter the longest time for which the dependency asked not to be called; null when
   *     it did not
   * @param suspect what makes nearly all of the failures, while the rest succeeds; null when there
   *     is no such thing
   */
  record Outcomes(
      long period,
      int succeeded,
      int failed,
      int ignored,
      int tailFailures,
      List<Long> freshJobs,
      int slow,
      @Nullable Duration retryAfter,
      @Nullable Suspect suspect)
      implements Event {
    public Outcomes {
      if (succeeded < 0 || failed < 0 || ignored < 0 || tailFailures < 0 || tailFailures > failed) {
        throw new IllegalArgumentException("counts must not be negative, tail not above failed");
      }
      if (slow < 0 || slow > succeeded) {
        throw new IllegalArgumentException("slow must be 0 to succeeded");
      }
      freshJobs = List.copyOf(freshJobs);
    }

    /** Outcomes of which nothing more is known. */
    public Outcomes(
        long period,
        int succeeded,
        int failed,
        int ignored,
        int tailFailures,
        List<Long> freshJobs) {
      this(period, succeeded, failed, ignored, tailFailures, freshJobs, 0, null, null);
    }
  }

  /**
   * The answer of a health probe: whether the dependency says that it is well. Only a gate in front
   * of the probe with jobs; it never closes a breaker.
   */
  record HealthProbe(boolean healthy) implements Event {}

  /**
   * The policy is another one from now on. Evidence is kept; a wait is cut to the new limit.
   *
   * @param detail what changed, in a sentence
   */
  record PolicyChanged(String actor, @Nullable String reason, String detail) implements Event {}

  /**
   * The engine answered.
   *
   * @param waiting jobs that wait; null where unknown
   * @param withWorkers attempts that workers hold; null where unknown
   */
  record Observed(@Nullable Long waiting, @Nullable Long withWorkers) implements Event {}

  /** The engine stopped answering. Evidence freezes; nothing is decided until it is back. */
  record EngineLost() implements Event {}

  /** A person holds the queue; {@code until} may be null. */
  record ManualOpen(String actor, @Nullable String reason, @Nullable Instant until)
      implements Event {}

  /** A person lets the queue run again, through a ramp. */
  record ManualClose(String actor, @Nullable String reason) implements Event {}

  /** A person forces the queue to run until a time. */
  record ManualForceClose(String actor, @Nullable String reason, Instant until) implements Event {}

  /** A person asks for a probe now. */
  record ProbeNow(String actor, @Nullable String reason) implements Event {}

  /**
   * Somebody changes the mode.
   *
   * @param until when an OBSERVE ends in ACTIVE by itself; null for never
   */
  record SetMode(String actor, @Nullable String reason, Mode mode, @Nullable Instant until)
      implements Event {
    /** A mode without an end. */
    public SetMode(String actor, @Nullable String reason, Mode mode) {
      this(actor, reason, mode, null);
    }
  }

  /** The main breaker opened: everything is held, the own position is kept. */
  record MainOpened() implements Event {}

  /**
   * The main breaker closed.
   *
   * @param resumeAt when this queue may go on; queues are staggered to spare the dependency
   */
  record MainClosed(Instant resumeAt) implements Event {}

  /** Somebody resumed the queue at the engine, and that is adopted: it goes on through a ramp. */
  record ForeignResume() implements Event {}
}
