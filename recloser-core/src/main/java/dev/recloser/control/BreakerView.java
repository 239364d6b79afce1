package dev.recloser.control;

import dev.recloser.breaker.Cause;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A breaker as viewers see it.
 *
 * @param open the public two-state answer: whether jobs are held back
 * @param lock {@code none}, {@code forced_open} or {@code forced_closed}
 * @param since when the lock, else the phase, began
 * @param openForMillis length of the current wait; null unless OPEN
 * @param rampLimit starts per second; null unless RAMPING
 * @param rampPercent the limit in percent of the baseline; null unless RAMPING
 * @param modeUntil when watching ends by itself; null for never
 * @param withheld why it did not open lately; null when there is no such thing
 * @param usualFailingShare part of the attempts that fail while it is closed, over ten minutes
 * @param actor who set the lock or closed it; {@code recloser} when the breaker acted by itself
 */
public record BreakerView(
    boolean open,
    Phase phase,
    String lock,
    Mode mode,
    boolean mainOpen,
    Instant since,
    @Nullable String reason,
    @Nullable String actor,
    @Nullable Instant until,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable CauseView cause,
    @Nullable Instant nextProbeAt,
    @Nullable Long openForMillis,
    int tripCount,
    @Nullable Double rampLimit,
    @Nullable Integer rampPercent,
    double baselinePerSecond,
    @Nullable ProbeView probe,
    long episode,
    long version,
    @Nullable Instant modeUntil,
    @Nullable Withheld withheld,
    double usualFailingShare) {

  /**
   * Why it opened.
   *
   * @param text one sentence: the rule, its numbers, the top error
   */
  public record CauseView(Cause cause, List<ErrorCount> topErrors, String text) {}

  /** The probe round that runs. */
  public record ProbeView(
      int stage, int released, int succeeded, int failed, int needed, Instant deadline) {}

  /** An error and how often it was seen. */
  public record ErrorCount(String error, long count, Instant lastAt) {}
}
