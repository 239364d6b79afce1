package dev.recloser.redrive;

import dev.recloser.control.QueueId;
import dev.recloser.engine.Job;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead jobs to send back, and how fast.
 *
 * @param contains only jobs whose id or error contains this, in any case; null for all
 * @param ids only these; null for all
 * @param perSecond 1 to {@link #FASTEST}
 */
public record RedriveRequest(
    QueueId queue, @Nullable String contains, @Nullable Set<String> ids, int perSecond) {

  /** The most jobs per second. */
  public static final int FASTEST = 200;

  public RedriveRequest {
    if (perSecond < 1 || perSecond > FASTEST) {
      throw new IllegalArgumentException(
          "jobs per second must be 1 to " + FASTEST + ", was " + perSecond);
    }
    ids = ids == null ? null : Set.copyOf(ids);
  }

  /** Whether a job is meant. */
  boolean fits(Job job) {
    return (ids == null || ids.contains(job.id()))
        && (contains == null || has(job.id(), contains) || has(job.error(), contains));
  }

  /** Whether the other means the same jobs; the pace may differ. */
  boolean isSameChoice(RedriveRequest other) {
    return queue.equals(other.queue)
        && Objects.equals(contains, other.contains)
        && Objects.equals(ids, other.ids);
  }

  private static boolean has(@Nullable String text, String part) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
