package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.Support;
import dev.recloser.policy.BreakerGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which groups there are and whom they guard. Thread-safe: what is defined is an immutable map that
 * is replaced; only {@link GroupAdmin} replaces it after the start.
 */
final class Groups {

  /** A definition, where it comes from, and the group that lives by it. */
  record Defined(BreakerGroup group, boolean fromFile, Group live) {}

  private static final OutcomeSink NOBODY =
      new OutcomeSink() {
        @Override
        public void ended(Outcome outcome) {}

        @Override
        public void explained(String queue, String job, int attempt, Outcome.ErrorText error) {}

        @Override
        public void missed(String queue, String why) {}
      };

  /** All definitions at one time. */
  private record Book(Map<String, Defined> groups, int version) {}

  private volatile Book book = new Book(Map.of(), 0);
  private volatile OutcomeSink sink = NOBODY;
  private volatile @Nullable Collector own;
  private volatile List<Collector> engines = List.of();
  private final List<Journal.Row> starts = new ArrayList<>();

  /**
   * The groups of the file and those made over the API before.
   *
   * @throws IllegalArgumentException when a queue could belong to two of them
   */
  Groups(List<BreakerGroup> file, Journal journal, Collection<String> engineIds, Instant now) {
    Map<String, BreakerGroup> all = new LinkedHashMap<>();
    file.forEach(group -> all.put(group.name(), group));
    journal
        .groups()
        .forEach((name, queues) ->
            all.putIfAbsent(name, new BreakerGroup(name, queues))); // the file wins over the API
    BreakerGroup.checkApart(List.copyOf(all.values()));
    if (all.isEmpty()) {
      return;
    }
    List<Journal.Row> rows = new ArrayList<>();
    engineIds.forEach(id -> rows.addAll(journal.positions(id)));
    var before = journal.positions(BreakerGroup.ENGINE);
    var names = file.stream().map(BreakerGroup::name).toList();
    for (var group : all.values()) {
      var id = id(group.name()).toString();
      var row = before.stream().filter(it -> it.saved().id().equals(id)).findFirst().orElse(null);
      var members = rows.stream().filter(it -> group.has(it.saved().id())).toList();
      var start = GroupStart.of(id, row, members);
      if (start != null && !start.equals(row)) {
        starts.add(start);
      }
      set(group, names.contains(group.name()), start != null && start.asserted(), now);
    }
  }

  /** The id of a group's breaker. */
  static QueueId id(String group) {
    return new QueueId(BreakerGroup.ENGINE, group);
  }

  /** Called once, before anything runs. */
  void wire(Collector collector, Collection<Collector> others) {
    own = collector;
    engines = List.copyOf(others);
    starts.forEach(collector::expect);
  }

  void sink(OutcomeSink next) {
    sink = next;
  }

  /** Grows with each change of a definition. */
  int version() {
    return book.version();
  }

  boolean none() {
    return book.groups().isEmpty();
  }

  Collection<Defined> all() {
    return book.groups().values();
  }

  @Nullable Defined find(String name) {
    return book.groups().get(name);
  }

  List<Group> live() {
    return book.groups().values().stream().map(Defined::live).toList();
  }

  /**
   * A group by its name.
   *
   * @throws EngineException NOT_FOUND when it is gone
   */
  Group live(String name) {
    var found = book.groups().get(name);
    if (found == null) {
      throw new EngineException(Kind.NOT_FOUND, "There is no group " + name + ".");
    }
    return found.live();
  }

  /** The group that guards a queue; null when its own breaker does. */
  @Nullable Group of(QueueId queue) {
    if (book.groups().isEmpty()) {
      return null;
    }
    var id = queue.toString();
    for (var one : book.groups().values()) {
      if (one.group().has(id)) {
        return one.live();
      }
    }
    return null;
  }

  /** Whether all engines are exact in this. */
  boolean allExact(Capability capability) {
    return engines.stream()
        .allMatch(it -> it.info().support(capability).level() == Support.Level.EXACT);
  }

  /** Whether a queue's gate must be shut before its engine serves anybody. */
  boolean holds(QueueId queue) {
    var group = of(queue);
    return group != null && group.orders().held();
  }

  /** The queues of a group that are there, by id. */
  List<Member> members(Group group, Instant now) {
    List<Member> members = new ArrayList<>();
    engines.forEach(collector -> collector.addMembers(group, now, members));
    members.sort(Comparator.comparing(member -> member.id().toString()));
    return members;
  }

  /** What viewers see of a group's queues. */
  List<QueueView.Member> views(String name, Instant now) {
    var found = book.groups().get(name);
    if (found == null) {
      return List.of();
    }
    var orders = found.live().orders();
    return members(found.live(), now).stream()
        .map(it -> new QueueView.Member(it.id(), it.sample().gate().held(), it.problem(orders)))
        .toList();
  }

  /** Defines a group anew; one that lives goes on. */
  void set(BreakerGroup group, boolean fromFile, boolean held, Instant now) {
    var name = group.name();
    var before = book.groups().get(name);
    var live =
        before != null ? before.live() : new Group(name, held, () -> state(name), () -> sink, now);
    var next = new TreeMap<>(book.groups());
    next.put(name, new Defined(group, fromFile, live));
    book = new Book(next, book.version() + 1);
  }

  void remove(String name) {
    var next = new TreeMap<>(book.groups());
    next.remove(name);
    book = new Book(next, book.version() + 1);
  }

  private @Nullable BreakerState state(String name) {
    var collector = own;
    return collector == null ? null : collector.stateOf(name);
  }
}
