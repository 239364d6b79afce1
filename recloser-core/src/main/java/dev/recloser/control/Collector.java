package dev.recloser.control;

import dev.recloser.breaker.Event;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.QueueSample;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyLayer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One engine's writer: takes samples, outcomes and commands in turns, lets the breakers decide,
 * writes the journal, then acts at the engine. {@link #turn} is called by one thread; the rest of
 * the methods by any.
 */
final class Collector {

  private static final System.Logger LOG = System.getLogger(Collector.class.getName());
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration STAGGER = Duration.ofMillis(250);
  private static final Duration FORGET_AFTER = Duration.ofMinutes(1);

  private final EngineEntry entry;
  private final TimeLimitedEngine engine;
  private final Journal journal;
  private final InstantSource clock;
  private final Supplier<MainStatus> main;
  private final OutcomeBuffer outcomes = new OutcomeBuffer(100_000);
  private final Inbox inbox = new Inbox(1_000);
  private final Map<String, Guard> guards = new ConcurrentHashMap<>();
  private final Arrivals arrivals;
  private final Map<String, Instant> missingSince = new HashMap<>();
  private final GateKeeper gateKeeper;
  private final Recorder recorder;
  private final ControlSettings settings;
  private Instant lastTick = Instant.EPOCH;
  private Instant lastSample = Instant.EPOCH;
  private boolean mainOpenSeen;
  private @Nullable String storeError;
  private volatile Link link = Link.STARTING;
  private volatile List<String> notices = List.of();

  Collector(
      EngineEntry entry,
      Journal journal,
      InstantSource clock,
      Supplier<MainStatus> main,
      ControlSettings settings) {
    this.entry = entry;
    this.settings = settings;
    this.engine =
        new TimeLimitedEngine(entry.engine(), Duration.ofSeconds(3), Duration.ofSeconds(60));
    this.journal = journal;
    this.clock = clock;
    this.main = main;
    this.arrivals = new Arrivals(entry.id(), settings);
    this.gateKeeper = new GateKeeper(engine);
    this.recorder = new Recorder(journal);
  }

  String id() {
    return entry.id();
  }

  Inbox inbox() {
    return inbox;
  }

  /** One round: inbox, outcomes, ticks, sample, journal, gates. Never throws. */
  void turn() {
    var now = clock.instant();
    try {
      if (arrivals.read(journal)) {
        mainOpenSeen = main.get().open();
      }
      inbox.runAll(this, now);
      takeOutcomes(now);
      tick(now);
      if (due(lastSample, sampleEvery(), now)) {
        sample(now);
      }
      if (save(now) && link.isUp()) {
        settle(clock.instant());
      }
      recorder.turn(guards.values(), now);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the collector of " + id() + " failed in a turn and goes on", e);
    }
    inbox.answerAll();
  }

  /** The guard of a queue. */
  Guard guard(String queue) {
    var guard = guards.get(queue);
    if (guard == null) {
      throw new ControlException(
          ControlException.Kind.QUEUE_NOT_FOUND,
          "No queue " + queue + " on engine " + id() + ". It appears when its engine lists it.",
          null);
    }
    return guard;
  }

  /**
   * The rules that hold when this is set over the API.
   *
   * @throws dev.recloser.breaker.PolicyException when its fields contradict each other
   */
  PolicyBook.Resolved changePolicy(QueueId queue, PolicyLayer layer) {
    var resolved = settings.book().resolve(queue.toString(), layer);
    settings.book().set(queue.toString(), layer);
    return resolved;
  }

  TimeLimitedEngine engine() {
    return engine;
  }

  Link link() {
    return link;
  }

  EngineStatus status() {
    var seen = link;
    return new EngineStatus(
        id(),
        entry.engine().info(),
        seen.status(),
        seen.lastOkAt(),
        seen.error(),
        seen.nextTryAt(),
        guards.size(),
        notices);
  }

  List<QueueView> views(Instant now) {
    boolean stale = link.stale(now);
    List<QueueView> views = new ArrayList<>(guards.size());
    for (var guard : guards.values()) {
      var view = guard.view(stale, entry.engine().info(), now);
      if (view != null) {
        views.add(view);
      }
    }
    return views;
  }

  /** Ends the connection; the gates stay as they are. */
  void close() {
    engine.close();
  }

  private Duration sampleEvery() {
    return link.sampleEvery();
  }

  private void takeOutcomes(Instant now) {
    Map<String, List<OutcomeBuffer.Report>> byQueue = new LinkedHashMap<>();
    for (var report : outcomes.drain()) {
      byQueue.computeIfAbsent(report.queue(), _ -> new ArrayList<>()).add(report);
    }
    byQueue.forEach((queue, reports) -> {
      var guard = guards.get(queue);
      if (guard != null) {
        guard.outcomes(reports, now);
      }
    });
  }

  private void tick(Instant now) {
    followMain(now);
    if (due(lastTick, TICK, now)) {
      lastTick = now;
      for (var guard : guards.values()) {
        guard.tick(now);
      }
    }
  }

  /** Brings every breaker under, or out from under, the main breaker. Level-triggered. */
  private void followMain(Instant now) {
    boolean open = main.get().open();
    if (open) {
      guards.values().forEach(guard -> mask(guard, now));
    } else if (mainOpenSeen) {
      var turn = now;
      for (var guard : oldestFirst()) {
        guard.apply(new Event.MainClosed(turn), now);
        turn = turn.plus(STAGGER);
      }
    }
    mainOpenSeen = open;
  }

  private static void mask(Guard guard, Instant now) {
    if (!guard.state().mainOpen()) {
      guard.apply(new Event.MainOpened(), now);
    }
  }

  private List<Guard> oldestFirst() {
    return guards.values().stream()
        .filter(guard -> guard.state().mainOpen())
        .sorted(
            Comparator.comparing(
                Guard::oldestWaitingSince, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  private void sample(Instant now) {
    if (!link.isUp() && link.nextTryAt() != null && now.isBefore(link.nextTryAt())) {
      return;
    }
    lastSample = now;
    try {
      boolean reconnected = !link.isUp();
      if (reconnected) {
        engine.open(mustBeHeld(), outcomes);
      }
      var began = clock.instant();
      var sample = engine.sample();
      var ended = clock.instant();
      link = link.up(ended, Duration.between(began, ended));
      take(sample, reconnected, ended);
    } catch (EngineException e) {
      lost(e, clock.instant());
    }
  }

  private void lost(EngineException e, Instant now) {
    boolean wasUp = link.isUp();
    link = link.down(now, String.valueOf(e.getMessage()));
    if (wasUp) {
      guards.values().forEach(guard -> guard.apply(new Event.EngineLost(), now));
    }
  }

  /** Queues whose hold may stand, also those that have not been seen since the start. */
  private Set<String> mustBeHeld() {
    boolean mainOpen = main.get().open();
    var held =
        arrivals.rows().stream()
            .filter(row -> row.asserted() || mainOpen)
            .map(row -> QueueId.parse(row.saved().id()).name())
            .collect(Collectors.toSet());
    for (var guard : guards.values()) {
      if (guard.state().holds() || guard.row().asserted()) {
        held.add(guard.id().name());
      }
    }
    return held;
  }

  private void take(EngineSample sample, boolean reconnected, Instant now) {
    List<String> said = new ArrayList<>(sample.notices());
    if (outcomes.dropped() > 0) {
      said.add("%,d outcomes came faster than they could be taken".formatted(outcomes.dropped()));
    }
    if (storeError != null) {
      said.add("The store does not answer: " + storeError);
    }
    notices = List.copyOf(said);
    for (var queue : sample.queues()) {
      var guard = guards.computeIfAbsent(queue.queue(), _ -> found(queue, now));
      guard.observed(queue, sample.takenAt(), reconnected, now);
    }
    arrivals.sampled();
    forgetGone(sample, now);
  }

  private Guard found(QueueSample queue, Instant now) {
    var guard = arrivals.guard(queue.queue(), now);
    if (main.get().open()) {
      mask(guard, now);
    } else if (guard.state().mainOpen()) {
      guard.apply(new Event.MainClosed(now), now);
    }
    return guard;
  }

  /** A queue that its engine does not list for a minute is gone; its row stays in the journal. */
  private void forgetGone(EngineSample sample, Instant now) {
    if (guards.size() == sample.queues().size()) {
      missingSince.clear();
      return;
    }
    var listed = sample.queues().stream().map(QueueSample::queue).collect(Collectors.toSet());
    missingSince.keySet().removeAll(listed);
    for (var name : List.copyOf(guards.keySet())) {
      if (!listed.contains(name)) {
        var since = missingSince.computeIfAbsent(name, _ -> now);
        if (Duration.between(since, now).compareTo(FORGET_AFTER) > 0) {
          arrivals.left(guard(name));
          guards.remove(name);
          missingSince.remove(name);
        }
      }
    }
  }

  /** Writes what changed in one transaction; false when the store did not take it. */
  private boolean save(Instant now) {
    List<Guard> changed = new ArrayList<>();
    List<Journal.Row> rows = new ArrayList<>();
    List<Incident> incidents = new ArrayList<>();
    List<AuditEntry> entries = new ArrayList<>();
    for (var guard : guards.values()) {
      boolean unsaved = guard.unsaved(now);
      var noted = guard.entries();
      if (unsaved || !noted.isEmpty()) {
        changed.add(guard);
        rows.add(guard.row());
        incidents.addAll(guard.incidents(now));
        entries.addAll(noted);
      }
    }
    if (changed.isEmpty()) {
      return true;
    }
    try {
      journal.write(rows, incidents, null, entries);
    } catch (RuntimeException e) {
      storeError = String.valueOf(e.getMessage());
      inbox.failAll(
          new ControlException(
              ControlException.Kind.BUSY, "The store does not answer; nothing was acted on.", e));
      return false;
    }
    storeError = null;
    changed.forEach(Guard::saved);
    entries.forEach(Collector::log);
    return true;
  }

  private static void log(AuditEntry entry) {
    if (entry.result().equals("done")) {
      LOG.log(
          Level.INFO,
          "{0} {1}: {2} -> {3} by {4}{5}{6}",
          Words.oneLine(entry.target()),
          entry.action(),
          entry.before(),
          entry.after(),
          entry.actor(),
          entry.reason() == null ? "" : ", " + Words.oneLine(entry.reason()),
          entry.detail() == null ? "" : ": " + entry.detail());
    }
  }

  private void settle(Instant now) {
    try {
      for (var guard : guards.values()) {
        gateKeeper.settle(guard, now);
      }
    } catch (EngineException e) {
      lost(e, clock.instant());
    }
    save(now);
  }

  /** Whether it is time; a clock that went back makes it so. */
  private static boolean due(Instant last, Duration every, Instant now) {
    return now.isBefore(last) || !now.isBefore(last.plus(every));
  }
}
