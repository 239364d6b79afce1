package dev.recloser.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs to page through.
 *
 * @param state only jobs of this state
 * @param cursor where the last page ended; null for the first page
 * @param limit at most this many, 1 to 200
 */
public record JobQuery(JobState state, @Nullable String cursor, int limit) {
  public JobQuery {
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("limit must be 1 to 200, was " + limit);
    }
  }
}
