package dev.recloser.control;

import dev.recloser.engine.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who of a group may use the starts of a grant; never more in all than were granted. A probe goes
 * to one member, the one whose oldest job waits longest. When it is not used there, it is taken
 * back and, once that is known to be so, given to the next. Confined to its group.
 */
final class GroupPermits {

  /** So long an unused probe stays with a member that seems to have work. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Comparator<Member> BEST_FIRST =
      Comparator.comparing((Member it) -> !it.hasWork())
          .thenComparing(
              it -> it.sample().oldestWaiting(), Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(it -> it.id().toString());

  private record Given(Instant sampledAt, long starts) {}

  private final Map<QueueId, Given> given = new HashMap<>();
  private final Set<QueueId> tried = new HashSet<>();
  private int turn;
  private long probe;
  private int left;
  private @Nullable QueueId at;
  private boolean takenBack;
  private Instant placedAt = Instant.EPOCH;
  private long endedBefore;

  /** Nothing is granted any more. */
  void none() {
    left = 0;
    at = null;
  }

  /** The shares of a new grant, which replaces the one before. */
  Map<QueueId, Integer> share(Grant grant, List<Member> able, long ended, Instant now) {
    none();
    if (grant.spendsAttempt()) {
      return spread(grant.starts(), able);
    }
    if (grant.id() != probe) {
      tried.clear();
      probe = grant.id();
    }
    left = grant.starts();
    return place(able, ended, now);
  }

  /**
   * Looks whether a probe should go elsewhere.
   *
   * @param number of the newest distribution
   * @param ended outcomes under grants so far
   * @return the new shares; null to leave them
   */
  @Nullable Map<QueueId, Integer> reconsider(
      List<Member> able, long number, long ended, Instant now) {
    if (left == 0) {
      return null;
    }
    if (at == null) {
      return able.isEmpty() ? null : place(able, ended, now);
    }
    var member = able.stream().filter(it -> it.id().equals(at)).findFirst().orElse(null);
    if (member == null || !isSeenSince(member, number)) {
      return null; // what it has cannot be taken back for sure; the breaker's deadline decides
    }
    var withWorkers = member.sample().withWorkers();
    if (withWorkers == null) {
      return null;
    }
    long used = ended - endedBefore + withWorkers;
    if (takenBack) {
      left = (int) Math.max(0, left - used);
      tried.add(member.id());
      return left == 0 ? null : place(able, ended, now);
    }
    boolean inVain = !member.hasWork() || !now.isBefore(placedAt.plus(PATIENCE));
    boolean better = able.stream().anyMatch(it -> it.hasWork() && !it.id().equals(member.id()));
    takenBack = used < left && withWorkers == 0 && inVain && better;
    return takenBack ? Map.of() : null;
  }

  /** Whether a sample tells what became of the newest distribution. */
  private static boolean isSeenSince(Member member, long number) {
    return member.done().grant() == number && member.sampledAt().isAfter(member.done().grantedAt());
  }

  private Map<QueueId, Integer> place(List<Member> able, long ended, Instant now) {
    if (able.stream().allMatch(it -> tried.contains(it.id()) || !it.hasWork())) {
      tried.clear();
    }
    var best = able.stream().filter(it -> !tried.contains(it.id())).min(BEST_FIRST);
    at = best.map(Member::id).orElse(null);
    takenBack = false;
    placedAt = now;
    endedBefore = ended;
    return at == null ? Map.of() : Map.of(at, left);
  }

  /** To each the same, but not more than waits there; what nobody waits for, to all alike. */
  private Map<QueueId, Integer> spread(int starts, List<Member> able) {
    Map<QueueId, Integer> shares = new HashMap<>();
    if (able.isEmpty()) {
      return shares;
    }
    Map<QueueId, Long> wanted = new HashMap<>();
    able.forEach(member -> wanted.put(member.id(), wanted(member)));
    var order = new ArrayList<>(able.stream().map(Member::id).toList());
    Collections.rotate(order, -(turn++ % order.size()));
    int rest = fill(starts, order, wanted, shares);
    order.forEach(id -> wanted.put(id, Long.MAX_VALUE));
    int _ = fill(rest, order, wanted, shares);
    for (var member : able) {
      int share = shares.getOrDefault(member.id(), 0);
      given.merge(member.id(), new Given(member.sampledAt(), share), GroupPermits::sum);
    }
    return shares;
  }

  /** What waits there and was not granted since it was counted. */
  private long wanted(Member member) {
    var waiting = member.sample().counts().waiting();
    if (!member.hasWork()) {
      return 0;
    }
    if (waiting == null) {
      return Long.MAX_VALUE;
    }
    var before = given.get(member.id());
    return before != null && before.sampledAt().equals(member.sampledAt())
        ? Math.max(0, waiting - before.starts())
        : waiting;
  }

  private static Given sum(Given before, Given more) {
    return before.sampledAt().equals(more.sampledAt())
        ? new Given(more.sampledAt(), before.starts() + more.starts())
        : more;
  }

  /** Deals out round by round; returns what nobody wanted. */
  private static int fill(
      int starts, List<QueueId> order, Map<QueueId, Long> wanted, Map<QueueId, Integer> shares) {
    int rest = starts;
    while (rest > 0) {
      var hungry = order.stream().filter(id -> wanted.getOrDefault(id, 0L) > 0).toList();
      if (hungry.isEmpty()) {
        return rest;
      }
      int each = Math.max(1, rest / hungry.size());
      for (var id : hungry) {
        long wants = wanted.getOrDefault(id, 0L);
        int part = (int) Math.min(Math.min(each, rest), wants);
        if (part == 0) {
          break; // all are dealt out
        }
        shares.merge(id, part, Integer::sum);
        wanted.put(id, wants - part);
        rest -= part;
      }
    }
    return rest;
  }
}
