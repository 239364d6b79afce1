package dev.recloser.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job as an operator sees it.
 *
 * @param id what {@link Engine#retry} and {@link Engine#remove} take
 * @param state where it is
 * @param nativeState the engine's own word
 * @param attempts runs so far; null where unknown
 * @param enqueuedAt when it came in; null where unknown
 * @param error why it failed last; null where unknown
 * @param body its payload as text, cut to at most 2,000 characters, not yet redacted; null where it
 *     is not text
 * @param properties headers and annotations, at most 50, values cut to 256 characters
 * @param redrive what a retry of it would send; says something of dead jobs only
 */
public record Job(
    String id,
    JobState state,
    String nativeState,
    @Nullable Integer attempts,
    @Nullable Instant enqueuedAt,
    @Nullable String error,
    @Nullable String body,
    Map<String, String> properties,
    Redrive redrive) {
  public Job {
    properties = Map.copyOf(properties);
  }

  /** The same job with another redrive. */
  public Job with(Redrive other) {
    return new Job(id, state, nativeState, attempts, enqueuedAt, error, body, properties, other);
  }

  /** A job that its engine keeps, so that a retry sends exactly this one. */
  public Job(
      String id,
      JobState state,
      String nativeState,
      @Nullable Integer attempts,
      @Nullable Instant enqueuedAt,
      @Nullable String error,
      @Nullable String body,
      Map<String, String> properties) {
    this(id, state, nativeState, attempts, enqueuedAt, error, body, properties, Redrive.EXACT);
  }
}
