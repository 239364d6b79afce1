package dev.recloser.control;

import dev.recloser.breaker.Event;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.QueueSample;
import dev.recloser.policy.BreakerGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one engine: which are there, which come back, which are gone, and in which group
 * they are. Its collector's thread changes it; any thread may look a queue up.
 */
final class Roster {

  private static final Duration FORGET_AFTER = Duration.ofMinutes(1);

  private final String engine;
  private final Groups groups;
  private final Map<String, Guard> guards = new ConcurrentHashMap<>();
  private final Map<String, Instant> missingSince = new HashMap<>();
  private final List<String> retired = new ArrayList<>();
  private final Arrivals arrivals;
  private int groupsSeen;

  Roster(String engine, ControlSettings settings, Groups groups) {
    this.engine = engine;
    this.groups = groups;
    this.arrivals = new Arrivals(engine, settings);
  }

  /** Reads what survived, once; returns whether it did so now. */
  boolean read(Journal journal) {
    return arrivals.read(journal);
  }

  Collection<Guard> guards() {
    return guards.values();
  }

  @Nullable Guard find(String queue) {
    return guards.get(queue);
  }

  /** The guard of a queue, also of one that is seen for the first time. */
  Guard seen(QueueSample queue, boolean mainOpen, Instant now) {
    return guards.computeIfAbsent(queue.queue(), name -> found(name, mainOpen, now));
  }

  private Guard found(String queue, boolean mainOpen, Instant now) {
    var guard = arrivals.guard(queue, now);
    guard.guardedBy(groups.of(guard.id()), now);
    if (mainOpen) {
      mask(guard, now);
    } else if (guard.state().mainOpen()) {
      guard.apply(new Event.MainClosed(now), now);
    }
    return guard;
  }

  /** Puts a breaker under the main breaker. */
  static void mask(Guard guard, Instant now) {
    if (!guard.state().mainOpen()) {
      guard.apply(new Event.MainOpened(), now);
    }
  }

  List<Guard> maskedOldestFirst() {
    return guards.values().stream()
        .filter(guard -> guard.state().mainOpen())
        .sorted(
            Comparator.comparing(
                Guard::oldestWaitingSince, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  /** Queues whose hold may stand, also those that have not been seen since the start. */
  Set<String> mustBeHeld(boolean mainOpen) {
    var held =
        arrivals.rows().stream()
            .filter(row -> row.asserted() || mainOpen || groups.holds(idOf(row)))
            .map(row -> idOf(row).name())
            .collect(Collectors.toSet());
    for (var guard : guards.values()) {
      if (guard.holds() || guard.row().asserted()) {
        held.add(guard.id().name());
      }
    }
    return held;
  }

  /**
   * Queues join and leave groups as these are defined, and do what theirs orders.
   *
   * @return whether a definition changed
   */
  boolean followGroups(Instant now) {
    int version = groups.version();
    boolean changed = version != groupsSeen;
    groupsSeen = version;
    if (changed) {
      guards.values().forEach(guard -> guard.guardedBy(groups.of(guard.id()), now));
    }
    if (!groups.none()) {
      guards.values().forEach(guard -> guard.follow(now));
    }
    return changed;
  }

  /**
   * A sample was taken. A queue that its engine does not list for a minute is gone; its row stays
   * in the journal. A group stays: the engines of all its queues are away.
   */
  void sampled(EngineSample sample, Instant now) {
    arrivals.sampled();
    if (guards.size() == sample.queues().size()) {
      missingSince.clear();
      return;
    }
    var listed = sample.queues().stream().map(QueueSample::queue).collect(Collectors.toSet());
    missingSince.keySet().removeAll(listed);
    for (var name : List.copyOf(guards.keySet())) {
      var guard = guards.get(name);
      if (guard == null || listed.contains(name)) {
        continue;
      }
      guard.apply(new Event.EngineLost(), now);
      var since = missingSince.computeIfAbsent(name, _ -> now);
      if (!isGroup(name) && Duration.between(since, now).compareTo(FORGET_AFTER) > 0) {
        arrivals.left(guard);
        guards.remove(name);
        missingSince.remove(name);
      }
    }
  }

  private boolean isGroup(String name) {
    return engine.equals(BreakerGroup.ENGINE) && groups.find(name) != null;
  }

  /** A queue begins, or goes on, from this row when it is seen next. */
  void expect(Journal.Row row) {
    var guard = guards.remove(idOf(row).name());
    if (guard != null) {
      arrivals.left(guard);
    }
    arrivals.expect(row);
  }

  /** A queue is gone for good, once what ends with it is written. */
  void retire(String queue, Instant now) {
    var guard = guards.get(queue);
    if (guard != null) {
      guard.retire(now);
      retired.add(queue);
    }
  }

  /** What was to be written is written. */
  void saved() {
    retired.forEach(guards::remove);
    retired.clear();
  }

  private static QueueId idOf(Journal.Row row) {
    return QueueId.parse(row.saved().id());
  }
}
