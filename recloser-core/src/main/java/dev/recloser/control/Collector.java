package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Event;
import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyLayer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

  private final EngineEntry entry;
  private final TimeLimitedEngine engine;
  private final Journal journal;
  private final InstantSource clock;
  private final Supplier<MainStatus> main;
  private final OutcomeBuffer outcomes = new OutcomeBuffer(100_000);
  private final Inbox inbox = new Inbox(1_000);
  private final Roster roster;
  private final GateKeeper gateKeeper;
  private final Recorder recorder;
  private final Ledger ledger;
  private final Groups groups;
  private final ControlSettings settings;
  private Instant lastTick = Instant.EPOCH;
  private Instant lastSample = Instant.EPOCH;
  private boolean mainOpenSeen;
  private volatile Link link = Link.STARTING;
  private volatile List<String> notices = List.of();
  private volatile OutcomeListener listener = (_, _) -> {};

  Collector(
      EngineEntry entry,
      Journal journal,
      InstantSource clock,
      Supplier<MainStatus> main,
      ControlSettings settings,
      Groups groups) {
    this.entry = entry;
    this.settings = settings;
    this.groups = groups;
    this.engine =
        new TimeLimitedEngine(entry.engine(), Duration.ofSeconds(3), Duration.ofSeconds(60));
    this.journal = journal;
    this.clock = clock;
    this.main = main;
    this.roster = new Roster(entry.id(), settings, groups);
    this.gateKeeper = new GateKeeper(engine);
    this.recorder = new Recorder(journal);
    this.ledger = new Ledger(journal);
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
      if (roster.read(journal)) {
        mainOpenSeen = main.get().open();
      }
      inbox.runAll(this, now);
      takeOutcomes(now);
      if (roster.followGroups(now)) {
        lastSample = Instant.EPOCH;
      }
      tick(now);
      if (due(lastSample, sampleEvery(), now)) {
        sample(now);
      }
      if (save(now)) {
        roster.saved();
        if (link.isUp()) {
          settle(clock.instant());
        }
      }
      recorder.turn(roster.guards(), now);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the collector of " + id() + " failed in a turn and goes on", e);
    }
    inbox.answerAll();
  }

  /** The guard of a queue. */
  Guard guard(String queue) {
    var guard = roster.find(queue);
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

  void listen(OutcomeListener to) {
    listener = to;
  }

  /** A person sends a dead job of this queue back. For the collector's own thread. */
  void retry(String queue, String job) {
    outcomes.resent(queue, job);
    engine.retry(queue, job);
  }

  TimeLimitedEngine engine() {
    return engine;
  }

  Link link() {
    return link;
  }

  EngineInfo info() {
    return entry.engine().info();
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
        roster.guards().size(),
        notices);
  }

  List<QueueView> views(Instant now) {
    List<QueueView> views = new ArrayList<>(roster.guards().size());
    for (var guard : roster.guards()) {
      var view = guard.view(context(guard, now), now);
      if (view != null) {
        views.add(view);
      }
    }
    return views;
  }

  /** One queue with all that its page needs; null before its first sample. */
  QueueView.@Nullable Detail detail(String queue, Instant now) {
    var guard = guard(queue);
    return guard.detail(context(guard, now), now);
  }

  private Guard.Context context(Guard guard, Instant now) {
    boolean isGroup = id().equals(BreakerGroup.ENGINE);
    return new Guard.Context(
        link.stale(now) || link.stale(guard.sampledAt(), now),
        entry.engine().info(),
        isGroup ? groups.views(guard.id().name(), now) : null);
  }

  /** All guards; any thread may look. */
  Collection<Guard> guards() {
    return roster.guards();
  }

  /** Adds the queues here that a group guards. */
  void addMembers(Group group, Instant now, List<Member> members) {
    var support =
        new GateOrders.Support(
            link.isUp() && !link.stale(now), entry.engine().info().can(Capability.HOLD));
    for (var guard : roster.guards()) {
      var member = guard.member(group, support);
      if (member != null) {
        members.add(member);
      }
    }
  }

  /** Where a queue's breaker stands; null while it is not there. */
  @Nullable BreakerState stateOf(String queue) {
    var guard = roster.find(queue);
    return guard == null ? null : guard.state();
  }

  /** What survives of a queue; null while it is not there. */
  Journal.@Nullable Row rowOf(String queue) {
    var guard = roster.find(queue);
    return guard == null ? null : guard.row();
  }

  /** A queue begins, or goes on, from this row when it is seen next: at once. */
  void expect(Journal.Row row) {
    roster.expect(row);
    lastSample = Instant.EPOCH;
  }

  /** A queue is gone for good. */
  void retire(String queue) {
    roster.retire(queue, clock.instant());
    settings.book().set(new QueueId(id(), queue).toString(), PolicyLayer.EMPTY);
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
      tell(queue, reports);
      var guard = roster.find(queue);
      if (guard != null) {
        guard.outcomes(reports, now);
      }
    });
  }

  private void tell(String queue, List<OutcomeBuffer.Report> reports) {
    var id = new QueueId(id(), queue);
    for (var report : reports) {
      if (report instanceof OutcomeBuffer.Ended(var outcome)) {
        listener.ended(id, outcome);
      }
    }
  }

  private void tick(Instant now) {
    followMain(now);
    if (due(lastTick, TICK, now)) {
      lastTick = now;
      for (var guard : roster.guards()) {
        guard.tick(now);
      }
    }
  }

  /** Brings every breaker under, or out from under, the main breaker. Level-triggered. */
  private void followMain(Instant now) {
    boolean open = main.get().open();
    if (open) {
      roster.guards().forEach(guard -> Roster.mask(guard, now));
    } else if (mainOpenSeen) {
      var turn = now;
      for (var guard : roster.maskedOldestFirst()) {
        guard.apply(new Event.MainClosed(turn), now);
        turn = turn.plus(STAGGER);
      }
    }
    mainOpenSeen = open;
  }

  private void sample(Instant now) {
    if (!link.isUp() && link.nextTryAt() != null && now.isBefore(link.nextTryAt())) {
      return;
    }
    lastSample = now;
    try {
      boolean reconnected = !link.isUp();
      if (reconnected) {
        engine.open(roster.mustBeHeld(main.get().open()), outcomes);
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
      roster.guards().forEach(guard -> guard.apply(new Event.EngineLost(), now));
    }
  }

  private void take(EngineSample sample, boolean reconnected, Instant now) {
    List<String> said = new ArrayList<>(sample.notices());
    if (outcomes.dropped() > 0) {
      said.add("%,d outcomes came faster than they could be taken".formatted(outcomes.dropped()));
    }
    if (ledger.error() != null) {
      said.add("The store does not answer: " + ledger.error());
    }
    notices = List.copyOf(said);
    boolean mainOpen = main.get().open();
    for (var queue : sample.queues()) {
      var guard = roster.seen(queue, mainOpen, now);
      guard.observed(queue, sample.takenAt(), reconnected, now);
    }
    roster.sampled(sample, now);
  }

  /** Writes what changed; false when the store did not take it. */
  private boolean save(Instant now) {
    var refused = ledger.save(roster.guards(), now);
    if (refused != null) {
      inbox.failAll(
          new ControlException(
              ControlException.Kind.BUSY,
              "The store does not answer; nothing was acted on.",
              refused));
    }
    return refused == null;
  }

  private void settle(Instant now) {
    try {
      for (var guard : roster.guards()) {
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
