package dev.recloser.engines.redis.celery;

import dev.recloser.engine.EngineException;
import dev.recloser.engines.redis.celery.Control.Ask;
import dev.recloser.engines.redis.celery.Fleet.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does what cannot wait for the engine's thread: keeps starting workers from held queues, and moves
 * jobs that come while permits are unused. A starting worker takes jobs at once, and it can be told
 * not to only after it began; so held queues are parked under another name from its first sign of
 * life until the process itself answered that it stopped.
 */
final class Keeper implements AutoCloseable {

  /**
   * A worker that starts.
   *
   * @param pid its process; 0 while unknown
   * @param before the process that had its name before: in a rolling restart that one still answers
   */
  private record Arrival(long pid, long before, long since) {
    boolean is(long answering) {
      return pid == 0 ? answering != before : answering == pid;
    }
  }

  private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
  private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration ASK = Duration.ofMillis(25);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long BUSY_MILLIS = 20;
  private static final long IDLE_MILLIS = 1_000;

  private final Control control;
  private final Fleet fleet;
  private final Holds holds;
  private final Grants grants;
  private final Events events;
  private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
  private final Set<String> deafToEvents = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);
  private List<Ask> greeting = List.of();
  private long greetedAt;
  private long checkedAt;
  private volatile boolean parking;
  private volatile boolean closed;
  private @Nullable Thread thread;

  Keeper(Control control, Fleet fleet, Holds holds, Grants grants, Events events) {
    this.control = control;
    this.fleet = fleet;
    this.holds = holds;
    this.grants = grants;
    this.events = events;
  }

  void start() {
    thread = Thread.ofVirtual().name("recloser-celery-keeper").start(this::run);
  }

  /** A worker starts. From any thread; never blocks. */
  void arriving(String host, long pid) {
    arrivals.merge(
        host,
        new Arrival(pid, fleet.pidOf(host), System.nanoTime()),
        (earlier, now) -> now.pid() == 0 ? earlier : now);
    wake();
  }

  /** There is something to do. From any thread; never blocks. */
  void wake() {
    var _ = wake.offer(true);
  }

  /** Workers that cannot send events. */
  Set<String> deafToEvents() {
    return Set.copyOf(deafToEvents);
  }

  private void run() {
    while (!closed) {
      try {
        boolean busy = !arrivals.isEmpty() || parking || !grants.isEmpty();
        var _ = wake.poll(busy ? BUSY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (System.nanoTime() - checkedAt > CHECK_NANOS) {
          checkedAt = System.nanoTime();
          events.check();
        }
        turn();
      } catch (InterruptedException _) {
        return; // close() was called
      } catch (EngineException _) {
        // Redis is away: the engine's thread reports it, and this loop tries again
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the guard of held Celery queues failed and goes on", e);
      }
    }
  }

  private void turn() {
    if (!arrivals.isEmpty() || parking) {
      synchronized (holds) { // no hold or release in the middle of a guard's turn
        guard();
      }
    }
    if (!parking) {
      grants.moveAll();
    }
  }

  private void guard() {
    List<String> held = List.copyOf(holds.held());
    if (!arrivals.isEmpty() && !held.isEmpty()) {
      parking = true;
      holds.lists().park(held);
    }
    if (!arrivals.isEmpty()) {
      meet();
    }
    if (arrivals.isEmpty() && parking) {
      held.forEach(holds.lists()::unpark);
      parking = false;
    }
  }

  private void meet() {
    List<Ask> asks = greeting(List.copyOf(arrivals.keySet()));
    long asked = fleet.version();
    var answers = control.ask(asks, ASK);
    fleet.acceptSome(answers.get(0), answers.get(1), asked);
    var met = new ArrayList<String>();
    for (Worker worker : fleet.all()) {
      Arrival arrival = arrivals.get(worker.host());
      boolean answered =
          answers.get(0).replies().containsKey(worker.host())
              && answers.get(1).replies().containsKey(worker.host());
      if (arrival != null && answered && isReady(worker, arrival)) {
        met.add(worker.host());
        noteEvents(worker.host(), answers.get(2));
      }
    }
    if (!met.isEmpty() && holds.catchLate(control)) {
      met.forEach(arrivals::remove);
      greeting = List.of();
    }
    long now = System.nanoTime();
    arrivals.values().removeIf(arrival -> now - arrival.since() > PATIENCE_NANOS);
  }

  /** The same tickets again while nothing changed, so that a slow worker's reply still counts. */
  private List<Ask> greeting(List<String> hosts) {
    if (greeting.isEmpty()
        || greetedAt != fleet.version()
        || !greeting.getFirst().hosts().equals(hosts)) {
      greetedAt = fleet.version();
      greeting =
          Stream.of(Fleet.QUEUES, Fleet.STATS, "enable_events")
              .map(method -> Ask.of(method, Map.of(), hosts))
              .toList();
    }
    return greeting;
  }

  private static boolean isReady(Worker worker, Arrival arrival) {
    return arrival.is(worker.pid()) && !worker.queues().isEmpty();
  }

  private void noteEvents(String host, Control.Answer answer) {
    var reply = answer.replies().get(host);
    if (reply == null) {
      return; // it is asked again
    }
    if (reply.has("error")) {
      deafToEvents.add(host);
    } else {
      deafToEvents.remove(host);
    }
  }

  /** Asks workers to send events; they forget it when they restart. */
  void enableEvents(Control by, Duration limit) {
    var answer = by.ask(List.of(Ask.all("enable_events")), limit).getFirst();
    answer.replies().keySet().forEach(host -> noteEvents(host, answer));
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(1));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    if (parking) {
      holds.held().forEach(holds.lists()::unpark);
    }
  }
}
