package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The workers as they last answered. Safe for all threads. */
final class Fleet {

  /**
   * One worker.
   *
   * @param pid of its main process; 0 while unknown
   * @param queues what it takes jobs from, gates included
   * @param solo whether it answers only between jobs
   * @param prefetch how many jobs it may hold ready; 0 for no limit, -1 while unknown
   */
  record Worker(String host, long pid, Set<String> queues, boolean solo, long prefetch) {
    Worker {
      queues = Set.copyOf(queues);
    }

    boolean takes(String queue) {
      return queues.contains(queue);
    }
  }

  static final Ask QUEUES = Ask.all("active_queues");
  static final Ask STATS = Ask.all("stats");

  private final Map<String, Worker> workers = new ConcurrentHashMap<>();

  /** Processes that were once seen to take from a queue, in this session. */
  private final Map<String, Set<Long>> takers = new ConcurrentHashMap<>();

  private volatile Set<String> twins = Set.of();

  /** Asks all workers now. */
  boolean refresh(Control control, Duration limit) {
    var answers = control.ask(List.of(QUEUES, STATS), limit);
    return accept(answers.get(0), answers.get(1), true);
  }

  /**
   * Takes in replies to {@link #QUEUES} and {@link #STATS}.
   *
   * @param all whether everybody was asked, so that who did not reply is gone or deaf
   * @return whether everybody replied
   */
  boolean accept(Answer queues, Answer stats, boolean all) {
    boolean complete = queues.complete() && stats.complete();
    var fresh = new HashMap<String, Worker>();
    queues
        .replies()
        .forEach((host, reply) -> {
          if (reply.isArray()) {
            fresh.put(host, worker(host, reply, stats.replies().get(host)));
          }
        });
    fresh.values().forEach(this::remember);
    workers.putAll(fresh);
    if (all) {
      if (complete) {
        workers.keySet().retainAll(fresh.keySet());
      }
      twins = Set.copyOf(queues.twice());
    }
    return complete;
  }

  private Worker worker(String host, JsonNode queues, @Nullable JsonNode stats) {
    var names = new HashSet<String>();
    queues.forEach(queue -> names.add(queue.path("name").asString("")));
    Worker before = workers.get(host);
    if (stats == null) {
      return before == null
          ? new Worker(host, 0, names, false, -1)
          : new Worker(host, before.pid(), names, before.solo(), before.prefetch());
    }
    String pool = stats.path("pool").path("implementation").asString("");
    return new Worker(
        host,
        stats.path("pid").asLong(0),
        names,
        pool.contains("solo"),
        stats.path("prefetch_count").asLong(-1));
  }

  private void remember(Worker worker) {
    for (String queue : worker.queues()) {
      takers.computeIfAbsent(queue, _ -> ConcurrentHashMap.newKeySet()).add(worker.pid());
    }
  }

  /** A worker said good-bye. */
  void gone(String host) {
    workers.remove(host);
  }

  boolean knows(String host) {
    return workers.containsKey(host);
  }

  /** The process behind a name; 0 when unknown. */
  long pidOf(String host) {
    Worker worker = workers.get(host);
    return worker == null ? 0 : worker.pid();
  }

  List<Worker> all() {
    return List.copyOf(workers.values());
  }

  /** Who takes from this queue now. */
  List<Worker> takers(String queue) {
    var found = new ArrayList<Worker>();
    for (Worker worker : workers.values()) {
      if (worker.takes(queue)) {
        found.add(worker);
      }
    }
    return found;
  }

  /** Whether a live worker took from this queue earlier in this session. */
  boolean hadTaker(String queue) {
    Set<Long> pids = takers.getOrDefault(queue, Set.of());
    return workers.values().stream().anyMatch(worker -> pids.contains(worker.pid()));
  }

  /** The queues that workers name, gates left out. */
  Set<String> queues() {
    var found = new HashSet<String>();
    for (Worker worker : workers.values()) {
      worker.queues().forEach(queue -> found.add(Names.ungated(queue)));
    }
    return found;
  }

  /** The queues a worker serves, also those it may not take from at present. */
  Set<String> queuesOf(String host) {
    Worker worker = workers.get(host);
    var found = new HashSet<String>();
    if (worker != null) {
      worker.queues().forEach(queue -> found.add(Names.ungated(queue)));
    }
    return found;
  }

  /** Names that more than one worker answers to. */
  Set<String> twins() {
    return twins;
  }
}
