package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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
   * @param processes how many jobs it runs at once, as processes or threads; -1 while unknown
   */
  record Worker(
      String host, long pid, Set<String> queues, boolean solo, long prefetch, int processes) {
    Worker {
      queues = Set.copyOf(queues);
    }

    boolean takes(String queue) {
      return queues.contains(queue);
    }
  }

  /**
   * A sign of life.
   *
   * @param load of its machine over a minute, as its last heartbeat told; null while unknown
   */
  record Sign(Instant at, @Nullable Double load) {}

  private static final int SERVED = 5_000;
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  static final String QUEUES = "active_queues";
  static final String STATS = "stats";

  private final Map<String, Worker> workers = new ConcurrentHashMap<>();

  /** Processes that were once seen to take from a queue, in this session. */
  private final Map<String, Set<Long>> takers = new ConcurrentHashMap<>();

  /**
   * The queues each worker was last seen to serve, kept when it is gone: its events may be late.
   */
  private final Map<String, Set<String>> served = Collections.synchronizedMap(new Recent<>(SERVED));

  private final Map<String, Sign> signs = Collections.synchronizedMap(new Recent<>(SERVED));
  private final AtomicLong version = new AtomicLong();
  private volatile Set<String> twins = Set.of();

  /** Asks all workers now. */
  void refresh(Control control, Duration limit) {
    refreshUntil(control, Set.of(), limit, () -> true);
  }

  /**
   * Looks until workers have done what they were told. Celery answers a command before it carries
   * it out, in the next turn of the worker's loop ({@code call_soon} in celery/worker/control.py),
   * and a question may be answered in between.
   *
   * @param hosts whom to ask; empty for all
   * @param limit for each look, and for all looks together before the last; the first look without
   *     all replies is the last
   */
  void refreshUntil(Control control, Set<String> hosts, Duration limit, BooleanSupplier done) {
    long start = System.nanoTime();
    while (look(control, List.copyOf(hosts), limit)
        && !done.getAsBoolean()
        && System.nanoTime() - start < limit.toNanos()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Whether everybody replied. */
  private boolean look(Control control, List<String> hosts, Duration limit) {
    long asked = version();
    if (hosts.isEmpty()) {
      var answers = control.ask(List.of(Ask.all(QUEUES), Ask.all(STATS)), limit);
      return accept(answers.get(0), answers.get(1), asked);
    }
    Answer queues = control.ask(List.of(Ask.of(QUEUES, Map.of(), hosts)), limit).getFirst();
    acceptSome(queues, Answer.NONE, asked);
    return queues.complete();
  }

  /** Take it before asking workers, and give it back with their replies. */
  long version() {
    return version.get();
  }

  /** Workers are told to take from other queues: replies to what was asked before are outdated. */
  void changing() {
    version.incrementAndGet();
  }

  /**
   * Takes in everybody's replies to {@link #QUEUES} and {@link #STATS}; who did not reply when all
   * others did is gone.
   *
   * @param asked the version when they were asked
   * @return whether everybody replied
   */
  boolean accept(Answer queues, Answer stats, long asked) {
    boolean complete = queues.complete() && stats.complete();
    twins = Set.copyOf(queues.twice());
    if (asked == version() && complete) {
      workers.keySet().removeIf(host -> !queues.isOf(host));
    }
    acceptSome(queues, stats, asked);
    return complete;
  }

  /** Takes in replies of some workers. */
  void acceptSome(Answer queues, Answer stats, long asked) {
    if (asked == version()) {
      queues
          .replies()
          .forEach((host, reply) -> {
            if (reply.isArray()) {
              Worker worker = worker(host, reply, stats.replies().get(host));
              workers.put(host, worker);
              remember(worker);
            }
          });
    }
  }

  private Worker worker(String host, JsonNode queues, @Nullable JsonNode stats) {
    var names = new HashSet<String>();
    queues.forEach(queue -> names.add(queue.path("name").asString("")));
    Worker before = workers.get(host);
    if (stats == null) {
      return before == null
          ? new Worker(host, 0, names, false, -1, -1)
          : new Worker(
              host, before.pid(), names, before.solo(), before.prefetch(), before.processes());
    }
    JsonNode pool = stats.path("pool");
    return new Worker(
        host,
        stats.path("pid").asLong(0),
        names,
        pool.path("implementation").asString("").contains("solo"),
        stats.path("prefetch_count").asLong(-1),
        pool.path("max-concurrency").asInt(-1));
  }

  private void remember(Worker worker) {
    var own = new HashSet<String>();
    worker.queues().forEach(queue -> own.add(Names.ungated(queue)));
    served.put(worker.host(), own);
    for (String queue : worker.queues()) {
      takers.computeIfAbsent(queue, _ -> ConcurrentHashMap.newKeySet()).add(worker.pid());
    }
  }

  /** A worker replied. */
  void replied(String host, Instant at) {
    signs.merge(host, new Sign(at, null), (before, now) -> new Sign(now.at(), before.load()));
  }

  /** A worker's heart beat: an event with the load of its machine over 1, 5 and 15 minutes. */
  void beat(String host, JsonNode event, Instant at) {
    JsonNode load = event.path("loadavg").path(0);
    signs.put(host, new Sign(at, load.isNumber() ? load.asDouble() : null));
  }

  /** When a worker last gave a sign of life; null when it never did. */
  @Nullable Sign signOf(String host) {
    return signs.get(host);
  }

  /** A worker said good-bye. */
  void gone(String host) {
    signs.remove(host);
    workers.remove(host);
  }

  /** The names of those who are there. */
  Set<String> hosts() {
    return Set.copyOf(workers.keySet());
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

  /** The queues a worker serves or last served. */
  Set<String> queuesOf(String host) {
    return served.getOrDefault(host, Set.of());
  }

  /** Names that more than one worker answers to. */
  Set<String> twins() {
    return twins;
  }
}
