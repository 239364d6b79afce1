package dev.recloser.control;

import dev.recloser.breaker.Lock;
import dev.recloser.control.ControlException.Kind;
import dev.recloser.policy.BreakerGroup;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and deletes groups of queues. Thread-safe; its lock keeps changes and the audit
 * log in one order. A change returns when it is in the journal; queues follow within a second.
 */
public final class GroupAdmin {

  private static final long ANSWER_MILLIS = 2_500;

  private static final Comparator<QueueId> BY_ID = Comparator.comparing(QueueId::toString);

  private final Groups groups;
  private final Collector own;
  private final Collection<Collector> engines;
  private final Journal journal;
  private final InstantSource clock;

  GroupAdmin(
      Groups groups,
      Collector own,
      Collection<Collector> engines,
      Journal journal,
      InstantSource clock) {
    this.groups = groups;
    this.own = own;
    this.engines = List.copyOf(engines);
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A group as it is defined.
   *
   * @param fromFile whether the configuration file says so; then it cannot be changed here
   * @param members its queues that are there now
   */
  public record View(BreakerGroup group, boolean fromFile, List<QueueId> members) {}

  /**
   * One group.
   *
   * @throws ControlException GROUP_NOT_FOUND
   */
  public View get(String name) {
    var found = found(name);
    var members = matching(found.group()).map(Guard::id).sorted(BY_ID).toList();
    return new View(found.group(), found.fromFile(), members);
  }

  /**
   * Makes a group or changes its queues. A group made of queues that are open begins open; a queue
   * that is open and joins opens the group.
   *
   * @param expected the queues it has to have before, in any order, empty when it must not be
   *     there; null changes it whatever it is. A group that has the wanted queues already is not
   *     refused.
   * @throws ControlException GROUP_IN_FILE, GROUP_CLASH, GROUP_CHANGED, GROUP_NOT_FOUND
   */
  public synchronized View put(
      BreakerGroup group, @Nullable List<String> expected, String actor, @Nullable String reason) {
    var before = groups.find(group.name());
    if (before != null) {
      refuseFile(before);
    }
    if (expected != null) {
      refuseChanged(group, before, Set.copyOf(expected));
    }
    for (var other : groups.all()) {
      refuseClash(group, other.group());
    }
    var joining = joining(group);
    joining.forEach(GroupAdmin::refuseLocked);
    var row = before == null ? null : own.rowOf(group.name());
    var start =
        GroupStart.of(
            Groups.id(group.name()).toString(), row, joining.stream().map(Guard::row).toList());
    var news = Objects.equals(start, row) ? null : start;
    journal.writeGroup(
        group.name(),
        group.queues(),
        news,
        entry(group.name(), actor, reason, words(before) + " -> " + words(group)));
    try {
      if (news != null) {
        tell(() -> own.expect(news));
      }
    } finally { // the journal has it, so it holds
      groups.set(group, false, news != null && news.asserted(), clock.instant());
    }
    return get(group.name());
  }

  /**
   * Deletes a group. Its queues go on with their own breakers, from where the group stood.
   *
   * @throws ControlException GROUP_NOT_FOUND, GROUP_IN_FILE
   */
  public synchronized void delete(String name, String actor, @Nullable String reason) {
    var before = found(name);
    refuseFile(before);
    journal.writeGroup(name, null, null, entry(name, actor, reason, words(before) + " -> none"));
    groups.remove(name);
    tell(() -> own.retire(name));
  }

  private void tell(Runnable change) {
    Inbox.Task<Boolean> task =
        (_, _) -> {
          change.run();
          return () -> true;
        };
    boolean _ = own.inbox().ask(task, ANSWER_MILLIS);
  }

  private Groups.Defined found(String name) {
    var found = groups.find(name);
    if (found == null) {
      throw notFound(name);
    }
    return found;
  }

  private static ControlException notFound(String name) {
    return new ControlException(Kind.GROUP_NOT_FOUND, "There is no group " + name + ".", null);
  }

  /** Queues whose own breaker decides now, and the group's then. */
  private List<Guard> joining(BreakerGroup group) {
    return matching(group).filter(guard -> guard.group() == null).toList();
  }

  private Stream<Guard> matching(BreakerGroup group) {
    return engines.stream()
        .flatMap(collector -> collector.guards().stream())
        .filter(guard -> group.has(guard.id().toString()));
  }

  private static void refuseFile(Groups.Defined group) {
    if (group.fromFile()) {
      throw new ControlException(
          Kind.GROUP_IN_FILE,
          "The configuration file says what the group "
              + group.group().name()
              + " is; change it there and restart.",
          null);
    }
  }

  private static void refuseChanged(
      BreakerGroup wanted, Groups.@Nullable Defined before, Set<String> expected) {
    if (before == null) {
      if (!expected.isEmpty()) {
        throw notFound(wanted.name());
      }
      return;
    }
    var queues = Set.copyOf(before.group().queues());
    if (!queues.equals(expected) && !queues.equals(Set.copyOf(wanted.queues()))) {
      var text =
          expected.isEmpty()
              ? "There is a group %s already, of %s. Take another name, or change that group."
              : "Refused: the group %s has other queues by now: %s.";
      throw new ControlException(
          Kind.GROUP_CHANGED, text.formatted(wanted.name(), words(before)), null);
    }
  }

  private static void refuseClash(BreakerGroup group, BreakerGroup other) {
    var both = group.name().equals(other.name()) ? null : group.common(other);
    if (both != null) {
      throw new ControlException(
          Kind.GROUP_CLASH, "Refused: " + BreakerGroup.clash(group, other, both) + ".", null);
    }
  }

  private static void refuseLocked(Guard guard) {
    var breaker = guard.state();
    if (!breaker.lock().equals(Lock.NONE)) {
      throw new ControlException(
          Kind.GROUP_CLASH,
          "%s is %s by a person; close its breaker first, the group would undo that."
              .formatted(guard.id(), Views.word(breaker)),
          null);
    }
  }

  private AuditEntry entry(String group, String actor, @Nullable String reason, String detail) {
    var now = clock.instant();
    var target = Groups.id(group).toString();
    return new AuditEntry(
        now, actor, "group_changed", target, reason, null, null, "done", "queues " + detail);
  }

  private static String words(Groups.@Nullable Defined group) {
    return group == null ? "none" : words(group.group());
  }

  private static String words(BreakerGroup group) {
    return String.join(", ", group.queues());
  }
}
