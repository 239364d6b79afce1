package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a breaker stands. Each position holds the data that only it needs. */
public sealed interface Position {

  /** When this position began. */
  Instant since();

  /**
   * The state version at which this position began. Grants carry it, so a late outcome of an
   * earlier position, even one from before a restart, is told apart.
   */
  long period();

  /** Why the breaker opened last by itself; null when it never did or a person closed it. */
  @Nullable Cause cause();

  /** The short word. */
  default Phase phase() {
    return switch (this) {
      case Closed _ -> Phase.CLOSED;
      case Open _ -> Phase.OPEN;
      case Probing _ -> Phase.PROBING;
      case Ramping _ -> Phase.RAMPING;
    };
  }

  /** Jobs flow. */
  record Closed(Instant since, long period, @Nullable Cause cause) implements Position {}

  /**
   * Held.
   *
   * @param until when the next probe is due; moved on while the main breaker is open
   * @param waitTime the length of this wait
   */
  record Open(Instant since, long period, @Nullable Cause cause, Instant until, Duration waitTime)
      implements Position {}

  /**
   * Held, with a few jobs let through: one first, then the others.
   *
   * @param stage 1 or 2
   * @param released starts granted in this round; 0 while attempts from before drain
   * @param succeeded probes that succeeded
   * @param failed probes that failed
   * @param ignored probes that told nothing; their permits were given again
   * @param deadline when the round ends without a verdict; each stage has its own
   */
  record Probing(
      Instant since,
      long period,
      @Nullable Cause cause,
      int stage,
      int released,
      int succeeded,
      int failed,
      int ignored,
      Instant deadline)
      implements Position {}

  /**
   * Held, with starts granted at a rising rate.
   *
   * @param limit starts per second now
   * @param step what happened in the current step
   * @param healthySteps steps so far without too many failures
   * @param slack steps running in which the limit was not reached
   * @param tokens part of a start saved up, below one tick's worth
   * @param refilledAt when tokens were added last
   */
  record Ramping(
      Instant since,
      long period,
      @Nullable Cause cause,
      double limit,
      RampStep step,
      int healthySteps,
      int slack,
      double tokens,
      Instant refilledAt)
      implements Position {}

  /**
   * Numbers of one ramp step.
   *
   * @param granted starts offered; a grant replaces what was left of the one before, so this is not
   *     the number of starts
   * @param withWorkers attempts that workers held when the step began; null where unknown
   */
  record RampStep(
      Instant since, int granted, int succeeded, int failed, @Nullable Long withWorkers) {}
}
