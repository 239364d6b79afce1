package dev.recloser.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything a breaker knows. Immutable.
 *
 * @param id the breaker's name; spreads the waits of different breakers
 * @param version grows with every change of position, lock, mode or main breaker; never falls
 * @param episode number of openings and lock changes so far
 * @param lastNow the newest time seen; a clock that goes back counts as standing still
 * @param mainOpen whether the main breaker holds everything
 * @param resumeAt while the main breaker has closed but this queue waits its turn; else null
 * @param position where it stands by its own rules, kept while locked or masked
 * @param evidence the newest outcomes
 * @param tripCount openings since the last stable time; sets the length of the wait
 * @param baseline completions per second while closed, smoothed over a minute
 * @param openedAt start of the current or last time jobs were held back; null if never
 * @param closedAt end of the last such time; null if never
 * @param engine what the engine said last
 */
public record BreakerState(
    String id,
    long version,
    long episode,
    Instant lastNow,
    Mode mode,
    Lock lock,
    boolean mainOpen,
    @Nullable Instant resumeAt,
    Position position,
    Evidence evidence,
    int tripCount,
    Baseline baseline,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    EngineView engine) {

  /** What the engine said last: whether it answers, jobs waiting, attempts with workers. */
  public record EngineView(boolean answers, @Nullable Long waiting, @Nullable Long withWorkers) {}

  /** Completions per second, and what is being added up. */
  public record Baseline(double perSecond, int pending, Instant since) {}
}
