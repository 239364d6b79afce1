package dev.recloser.engines.redis.celery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which queue a job came from: no event but {@code task-sent} says it. In this order: the job was
 * seen in a list, with a worker, in a {@code task-sent} or moved through the gate; its worker
 * serves one queue only; jobs of its name were seen in one of the worker's queues only. Not safe
 * for several threads.
 */
final class QueueFinder {

  private static final int JOBS = 50_000;
  private static final int TASKS = 5_000;

  private final Fleet fleet;
  private final Recent<String, String> jobs = new Recent<>(JOBS);
  private final Recent<String, Set<String>> tasks = new Recent<>(TASKS);

  QueueFinder(Fleet fleet) {
    this.fleet = fleet;
  }

  void found(String queue, String job, String task) {
    jobs.put(job, queue);
    if (!task.isEmpty()) {
      tasks.computeIfAbsent(task, _ -> new HashSet<>()).add(queue);
    }
  }

  Optional<String> queueOf(String job, String task, String host) {
    String seen = jobs.get(job);
    if (seen != null) {
      return Optional.of(seen);
    }
    Set<String> served = fleet.queuesOf(host);
    if (served.size() == 1) {
      return Optional.of(served.iterator().next());
    }
    var fitting = fitting(task, host);
    return fitting.size() == 1 ? Optional.of(fitting.iterator().next()) : Optional.empty();
  }

  boolean hasSeen(String job) {
    return jobs.containsKey(job);
  }

  /** The queues of a worker in which jobs of this name were seen. */
  Set<String> fitting(String task, String host) {
    var fitting = new HashSet<>(tasks.getOrDefault(task, Set.of()));
    fitting.retainAll(fleet.queuesOf(host));
    return fitting;
  }

  /** Where it may have come from. */
  Set<String> candidates(String host) {
    return fleet.queuesOf(host);
  }
}
