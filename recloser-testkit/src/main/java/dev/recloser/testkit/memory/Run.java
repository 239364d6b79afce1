package dev.recloser.testkit.memory;

import java.time.Instant;

/**
 * One run of a job.
 *
 * @param attempt 1 for the first run
 * @param at when this was asked: the start for a {@link RunTime}, the end for a {@link Dependency}
 */
public record Run(String queue, MemoryJob job, int attempt, Instant at) {}
