package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest jobs that failed for good, as events told: Celery keeps none. Lost at a restart of
 * Recloser. Safe for all threads.
 */
final class DeadJobs {

  /** How many a queue keeps. */
  static final int MOST = 1_000;

  private final Map<String, Recent<String, Job>> jobs = new HashMap<>();

  synchronized void add(String queue, Job job) {
    jobs.computeIfAbsent(queue, _ -> new Recent<>(MOST)).put(job.id(), job);
  }

  /** Whether it was there. */
  synchronized boolean remove(String queue, String id) {
    var ofQueue = jobs.get(queue);
    return ofQueue != null && ofQueue.remove(id) != null;
  }

  /** The oldest first. */
  synchronized List<Job> of(String queue) {
    var ofQueue = jobs.get(queue);
    return ofQueue == null ? List.of() : List.copyOf(ofQueue.values());
  }
}
