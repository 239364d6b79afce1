package dev.recloser.control;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one episode for people: from a trip, or a person's hold, to the next stable close.
 * It is stored as it is; what grows while it is open is worked out for a given time.
 *
 * @param number the episode, or the next free number of the queue where two would share one
 * @param observed whether the breaker only watched: it would have opened
 * @param closedAt null while it lasts
 * @param cause why it began by itself; null for a person's hold
 * @param reopened failed probe rounds and ramps that opened again
 */
public record Incident(
    QueueId queue,
    long number,
    boolean observed,
    Instant openedAt,
    @Nullable Instant closedAt,
    State state,
    BreakerView.@Nullable CauseView cause,
    Waiting waiting,
    HeldTime heldTime,
    int reopened,
    Probes probes,
    Basis basis,
    IncidentTimeline timeline) {

  /** Where it stands. A watched one is PROBING while it is not sure that it is over. */
  public enum State {
    /** Held. */
    OPEN,
    /** A few jobs are let through to see whether they succeed. */
    PROBING,
    /** Jobs run at a rising rate. */
    RAMPING,
    /** Over. */
    CLOSED
  }

  /**
   * Jobs held back; null where the engine cannot count them.
   *
   * @param atStart jobs that waited when it began
   * @param most the most that waited while it lasted
   */
  public record Waiting(@Nullable Long atStart, @Nullable Long most) {}

  /**
   * Time that the queue was held by this incident; not while the main breaker held it anyway.
   *
   * @param millis of the times that are over
   * @param since start of the one that lasts; null when it is not held
   */
  public record HeldTime(long millis, @Nullable Instant since) {

    long millis(Instant now) {
      return since == null ? millis : millis + Math.max(0, Duration.between(since, now).toMillis());
    }
  }

  /**
   * Jobs that were spent to learn.
   *
   * @param firstGoodAt the first success since the last opening; null when there was none
   */
  public record Probes(int released, int failed, @Nullable Instant firstGoodAt) {}

  /**
   * What the estimate of spared attempts rests on.
   *
   * @param attemptsPerSecond in the minute before it began; null where nobody counted
   * @param failuresSeen failed attempts seen up to its beginning
   * @param lastAttemptsSeen those among them that made their job dead; 0 also where the engine does
   *     not tell
   * @param failedMeanwhile only for a watched one: attempts that failed while it would have held
   * @param diedMeanwhile those among them that made their job dead
   */
  public record Basis(
      @Nullable Double attemptsPerSecond,
      long failuresSeen,
      long lastAttemptsSeen,
      long failedMeanwhile,
      long diedMeanwhile) {}

  /** Like {@code embedded/mail#12}. */
  public String id() {
    return queue + "#" + number;
  }

  /** How long the queue was, or would have been, held. */
  public Duration heldFor(Instant now) {
    return Duration.ofMillis(heldTime.millis(now));
  }

  /** Attempts that did not fail thanks to the hold; null where it cannot be estimated. */
  public @Nullable Long attemptsSpared(Instant now) {
    if (observed) {
      return basis.failedMeanwhile();
    }
    var rate = basis.attemptsPerSecond();
    return rate == null
        ? null
        : Math.max(0, Math.round(rate * heldTime.millis(now) / 1000.0) - probes.released());
  }

  /** Jobs that did not become dead thanks to the hold; null where it cannot be estimated. */
  public @Nullable Long deathsSpared(Instant now) {
    if (observed) {
      return basis.diedMeanwhile() + basis.lastAttemptsSeen() > 0 ? basis.diedMeanwhile() : null;
    }
    var attempts = attemptsSpared(now);
    return attempts == null || basis.lastAttemptsSeen() == 0
        ? null
        : Math.round((double) attempts * basis.lastAttemptsSeen() / basis.failuresSeen());
  }

  /** One sentence: how the numbers of spared attempts and deaths came about. */
  public String method(Instant now) {
    return Estimates.inWords(this, now);
  }

  /** From the first good probe to the close; null while it lasts and where no probe was needed. */
  public @Nullable Duration recovery() {
    var good = probes.firstGoodAt();
    return closedAt == null || good == null ? null : Duration.between(good, closedAt);
  }
}
