package dev.recloser.engines.redis.celery;

import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engines.redis.RedisLink;
import dev.recloser.engines.redis.celery.Control.Ask;
import dev.recloser.engines.redis.celery.Fleet.Worker;
import dev.recloser.engines.redis.celery.Journal.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds and releases queues by telling workers what to take from. Safe for all threads: the
 * engine's thread and the {@link Keeper} take turns under this object's lock.
 */
final class Holds {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration TELL = Duration.ofMillis(1_500);
  private static final int WORKERS = 5_000;
  private static final long TELL_AGAIN_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long OWED_NANOS = Duration.ofMinutes(15).toNanos();

  private final RedisLink link;
  private final Names names;
  private final Journal journal;
  private final Fleet fleet;
  private final Lists lists;
  private final Stopper stopper;

  /** The process of each worker that was seen not to take from a held queue any more. */
  private final Map<String, Map<String, Long>> obeyed = new HashMap<>();

  /** Workers that did not confirm, by queue. */
  private final Map<String, Set<String>> unconfirmed = new TreeMap<>();

  private final Map<String, Long> owedSince = new HashMap<>();

  /** When workers of a queue were last told again what they had not done. */
  private final Map<String, Long> toldAgain = new HashMap<>();

  /** When each hold began, and when each worker started. Read without the lock. */
  private final Map<String, Long> since = new ConcurrentHashMap<>();

  private final Map<String, Long> arrivedAt = Collections.synchronizedMap(new Recent<>(WORKERS));

  Holds(RedisLink link, Names names, Journal journal, Fleet fleet) {
    this.link = link;
    this.names = names;
    this.journal = journal;
    this.fleet = fleet;
    this.lists = new Lists(link, names);
    this.stopper = new Stopper(link, names, fleet);
  }

  Lists lists() {
    return lists;
  }

  /** The queues that Recloser holds. */
  synchronized Set<String> held() {
    var held = new HashSet<String>();
    journal
        .all()
        .forEach((queue, hold) -> {
          if (hold.held()) {
            held.add(queue);
          }
        });
    return held;
  }

  synchronized boolean isHeld(String queue) {
    return journal.hold(queue).isPresent();
  }

  /** Why a queue is held. */
  synchronized String reason(String queue) {
    return journal.hold(queue).map(Hold::reason).orElse("");
  }

  /** Shuts queues: reason by queue. What they had left in their gates goes back. */
  synchronized void hold(Control control, Map<String, String> reasons) {
    reasons.keySet().forEach(queue -> since.putIfAbsent(queue, System.nanoTime()));
    fleet.refresh(control, LOOK);
    var changes = new HashMap<String, Hold>();
    reasons.forEach((queue, reason) -> changes.put(queue, record(queue, reason)));
    journal.put(changes);
    stop(control, reasons.keySet());
    reasons.keySet().forEach(lists::emptyGate);
  }

  private Hold record(String queue, String reason) {
    Hold before = journal.all().get(queue);
    var workers = new HashMap<String, Long>(before == null ? Map.of() : before.workers());
    fleet.takers(queue).forEach(worker -> workers.put(worker.host(), worker.pid()));
    fleet.takers(Names.gate(queue)).forEach(worker -> workers.put(worker.host(), worker.pid()));
    return new Hold(reason, true, workers);
  }

  /** Tells who takes from these held queues to stop, and to serve the gate instead. */
  private void stop(Control control, Set<String> queues) {
    var servers = new TreeMap<String, List<String>>();
    queues.forEach(queue -> servers.put(queue, workersOf(queue)));
    if (stopper.tell(control, servers)) {
      fleet.refreshUntil(
          control,
          Set.of(),
          LOOK,
          () -> queues.stream().allMatch(queue -> isMoved(control, queue, true)));
    }
    queues.forEach(this::note);
  }

  /** Whether all workers of a queue that answer take from its gate alone, or from it alone. */
  private boolean isMoved(Control control, String queue, boolean toGate) {
    String from = toGate ? queue : Names.gate(queue);
    String to = toGate ? Names.gate(queue) : queue;
    List<String> asked = new ArrayList<>(workersOf(queue));
    asked.removeIf(control::isSilent);
    return hosts(fleet.takers(to)).containsAll(asked)
        && Collections.disjoint(hosts(fleet.takers(from)), asked);
  }

  private void note(String queue) {
    var seen = obeyed.computeIfAbsent(queue, _ -> new HashMap<>());
    var missing = new HashSet<String>();
    for (Worker worker : fleet.all()) {
      if (worker.takes(queue)) {
        missing.add(worker.host());
      } else if (worker.takes(Names.gate(queue))) {
        seen.put(worker.host(), worker.pid());
      }
    }
    if (missing.isEmpty()) {
      unconfirmed.remove(queue);
    } else {
      unconfirmed.put(queue, missing);
    }
  }

  /** Live workers that the journal names for this queue. */
  private List<String> workersOf(String queue) {
    var found = new ArrayList<String>();
    Hold hold = journal.all().get(queue);
    if (hold != null) {
      for (String host : hold.workers().keySet()) {
        if (fleet.knows(host)) {
          found.add(host);
        }
      }
    }
    return found;
  }

  /**
   * Stops workers that came to a held queue after its hold, as {@link Fleet} knows them now.
   *
   * @return whether no worker that is known takes from a held queue, those aside whom somebody else
   *     told to
   */
  synchronized boolean catchLate(Control control) {
    var changes = new HashMap<String, Hold>();
    for (String queue : held()) {
      note(queue); // who confirms late has obeyed too
      for (Worker worker : fleet.takers(queue)) {
        if (!isDisobeying(queue, worker)) {
          arrives(worker.host());
          changes.put(queue, record(queue, journal.hold(queue).orElseThrow().reason()));
        }
      }
      if (!changes.containsKey(queue) && !idle(queue).isEmpty() && mayTellAgain(queue)) {
        stop(control, Set.of(queue)); // a command got lost
      }
    }
    if (changes.isEmpty()) {
      return true;
    }
    journal.put(changes);
    stop(control, changes.keySet());
    return changes.keySet().stream()
        .flatMap(queue -> fleet.takers(queue).stream())
        .findAny()
        .isEmpty();
  }

  /** Workers of a held queue that take neither from it nor from its gate. */
  private List<String> idle(String queue) {
    Hold hold = journal.all().get(queue);
    return hold == null
        ? List.of()
        : hosts(
            fleet.all().stream()
                .filter(worker -> isOf(hold, worker))
                .filter(worker -> !worker.takes(queue) && !worker.takes(Names.gate(queue)))
                .toList());
  }

  private static boolean isOf(Hold hold, Worker worker) {
    Long pid = hold.workers().get(worker.host());
    return pid != null && (pid == 0 || pid == worker.pid()); // 0: it was met before it told
  }

  private boolean mayTellAgain(String queue) {
    long now = System.nanoTime();
    Long last = toldAgain.get(queue);
    if (last != null && now - last < TELL_AGAIN_NANOS) {
      return false;
    }
    toldAgain.put(queue, now);
    return true;
  }

  /** A worker starts. From any thread; never blocks for long. */
  void arrives(String host) {
    arrivedAt.put(host, System.nanoTime());
  }

  /** The same from any thread, without a wait; from the moment a hold begins. */
  boolean isHeldNow(String queue) {
    return since.containsKey(queue);
  }

  /** Whether a worker started during the hold of a queue: what it ran without a grant leaked. */
  boolean isLate(String queue, String host) {
    Long held = since.get(queue);
    Long arrived = arrivedAt.get(host);
    return held != null && arrived != null && arrived - held > 0;
  }

  /** Whether this very process had stopped and takes again: somebody told it to. */
  private boolean isDisobeying(String queue, Worker worker) {
    Long pid = obeyed.getOrDefault(queue, Map.of()).get(worker.host());
    return pid != null && pid == worker.pid();
  }

  /** Lets a queue go. */
  synchronized void flow(Control control, String queue) {
    Hold hold = journal.all().get(queue);
    if (hold == null || !hold.held()) {
      return;
    }
    fleet.refresh(control, LOOK);
    var asks = new ArrayList<Ask>();
    var back = new ArrayList<>(workersOf(queue));
    back.removeAll(hosts(fleet.takers(queue)));
    if (!back.isEmpty()) {
      asks.add(take(queue, back));
    }
    List<String> gated = hosts(fleet.takers(Names.gate(queue)));
    if (!gated.isEmpty()) {
      asks.add(cancel(Names.gate(queue), gated));
    }
    fleet.changing();
    control.ask(asks, TELL);
    fleet.changing();
    lists.unpark(queue);
    lists.emptyGate(queue);
    fleet.refreshUntil(control, Set.of(), LOOK, () -> isMoved(control, queue, false));
    var owed = new HashMap<>(hold.workers());
    owed.keySet().removeAll(hosts(fleet.takers(queue)));
    if (owed.isEmpty()) {
      journal.remove(queue);
    } else {
      journal.put(Map.of(queue, new Hold(hold.reason(), false, owed)));
      owedSince.put(queue, System.nanoTime());
    }
    lists.emptyGate(queue);
    obeyed.remove(queue);
    unconfirmed.remove(queue);
    since.remove(queue);
    String binding = names.binding(Names.gate(queue));
    link.call("closing the gate of " + queue, redis -> redis.del(binding));
  }

  /**
   * Workers that were away when their queue was released, or did not hear of it, take from it again
   * when they are back.
   */
  synchronized void payBack(Control control) {
    for (var entry : Map.copyOf(journal.all()).entrySet()) {
      Hold hold = entry.getValue();
      if (!hold.held()) {
        payBack(control, entry.getKey(), hold);
      }
    }
  }

  private void payBack(Control control, String queue, Hold hold) {
    var owed = new HashMap<>(hold.workers());
    var back = new ArrayList<String>();
    for (Worker worker : fleet.all()) {
      if (isOf(hold, worker) && !worker.takes(queue)) {
        back.add(worker.host());
      } else {
        owed.remove(worker.host()); // it takes again, or is another process with its own settings
      }
    }
    if (!back.isEmpty() && mayTellAgain(queue)) {
      fleet.changing();
      control.ask(List.of(take(queue, back), cancel(Names.gate(queue), back)), TELL);
      fleet.changing();
    }
    long since = owedSince.computeIfAbsent(queue, _ -> System.nanoTime());
    if (owed.isEmpty() || System.nanoTime() - since > OWED_NANOS) {
      journal.remove(queue);
    } else if (owed.size() < hold.workers().size()) {
      journal.put(Map.of(queue, new Hold(hold.reason(), false, owed)));
    }
  }

  /** The gate as the workers last answered. */
  synchronized GateView view(String queue) {
    List<Worker> takers = fleet.takers(queue);
    if (isHeld(queue)) {
      boolean resumed = takers.stream().anyMatch(worker -> isDisobeying(queue, worker));
      return resumed ? GateView.FLOWING : new GateView(true, Owner.RECLOSER);
    }
    // Who takes from a gate alone was stopped by another Recloser, or by one that lost its journal.
    boolean stopped = isLeftBehind(queue) || (takers.isEmpty() && fleet.hadTaker(queue));
    return stopped
        ? new GateView(true, isOwed(queue) ? Owner.RECLOSER : Owner.EXTERNAL)
        : GateView.FLOWING;
  }

  /** Whether a queue was released and live workers of it have not taken from it again. */
  synchronized boolean isOwed(String queue) {
    Hold hold = journal.all().get(queue);
    return hold != null
        && !hold.held()
        && fleet.all().stream().anyMatch(it -> isOf(hold, it) && !it.takes(queue));
  }

  /** Whether workers take from the gate of a queue and none from the queue. */
  synchronized boolean isLeftBehind(String queue) {
    return fleet.takers(queue).isEmpty() && !fleet.takers(Names.gate(queue)).isEmpty();
  }

  /** Who serves a queue: takes from it, or from its gate. */
  synchronized List<Worker> servers(String queue) {
    return fleet.all().stream()
        .filter(worker -> worker.takes(queue) || worker.takes(Names.gate(queue)))
        .toList();
  }

  /** What operators should know of the holds. */
  synchronized List<String> notices() {
    return HoldNotices.of(this, fleet, unconfirmed);
  }

  static List<String> hosts(List<Worker> workers) {
    return workers.stream().map(Worker::host).toList();
  }

  static Ask cancel(String queue, List<String> hosts) {
    return Ask.of("cancel_consumer", Map.of("queue", queue), hosts);
  }

  static Ask take(String queue, List<String> hosts) {
    return Ask.of("add_consumer", Map.of("queue", queue), hosts);
  }
}
