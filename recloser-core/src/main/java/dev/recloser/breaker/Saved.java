package dev.recloser.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link BreakerState} that survives a restart. Evidence does not; position, lock,
 * trip count and episode do.
 *
 * @param openUntil when the next probe is due; null unless the phase is OPEN
 * @param waitMillis length of that wait; 0 unless the phase is OPEN
 * @param rampCeiling a known ceiling of the ramp; null when none
 */
public record Saved(
    String id,
    long version,
    long episode,
    Instant lastNow,
    Mode mode,
    Lock lock,
    boolean mainOpen,
    Phase phase,
    Instant since,
    @Nullable Cause cause,
    @Nullable Instant openUntil,
    long waitMillis,
    @Nullable Double rampCeiling,
    int tripCount,
    double baselinePerSecond,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    @Nullable Instant modeUntil) {}
