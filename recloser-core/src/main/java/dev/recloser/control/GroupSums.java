package dev.recloser.control;

import dev.recloser.engine.GateView;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engine.QueueSample.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the members of a group. What one of them cannot tell, the group cannot. Running totals go
 * on growing when members come, go, or start to count anew. Confined to its group.
 */
final class GroupSums {

  private final Map<QueueId, Totals> last = new HashMap<>();
  private long added;
  private long done;
  private long failed;

  /** The members as one queue. */
  QueueSample of(String group, List<Member> members, Group.Orders orders, GateView gate) {
    return new QueueSample(
        group,
        new Counts(
            counts(members, Counts::waiting),
            counts(members, Counts::running),
            counts(members, Counts::scheduled),
            counts(members, Counts::retrying),
            counts(members, Counts::dead),
            counts(members, Counts::completed)),
        totals(members),
        oldest(members),
        gate,
        sum(members, member -> member.heldWithWorkers(orders)),
        workers(members));
  }

  private static @Nullable Long counts(
      List<Member> members, Function<Counts, @Nullable Long> count) {
    return sum(members, member -> count.apply(member.sample().counts()));
  }

  private static @Nullable Long sum(List<Member> members, Function<Member, @Nullable Long> number) {
    long sum = 0;
    for (var member : members) {
      var one = number.apply(member);
      if (one == null) {
        return null;
      }
      sum += one;
    }
    return members.isEmpty() ? null : sum;
  }

  private static @Nullable Duration oldest(List<Member> members) {
    Duration oldest = null;
    for (var member : members) {
      var age = member.sample().oldestWaiting();
      if (age != null && (oldest == null || age.compareTo(oldest) > 0)) {
        oldest = age;
      }
    }
    return oldest;
  }

  private static @Nullable List<Worker> workers(List<Member> members) {
    List<Worker> workers = new ArrayList<>();
    for (var member : members) {
      var own = member.sample().workers();
      if (own == null) {
        return null;
      }
      workers.addAll(own);
    }
    return members.isEmpty() ? null : workers;
  }

  private Totals totals(List<Member> members) {
    for (var member : members) {
      var now = member.sample().totals();
      var before = last.put(member.id(), now);
      if (before != null) {
        added += more(before.added(), now.added());
        done += more(before.done(), now.done());
        failed += more(before.failed(), now.failed());
      }
    }
    return new Totals(
        known(members, Totals::added) ? added : null,
        known(members, Totals::done) ? done : null,
        known(members, Totals::failed) ? failed : null);
  }

  private static boolean known(List<Member> members, Function<Totals, @Nullable Long> total) {
    return sum(members, member -> total.apply(member.sample().totals())) != null;
  }

  private static long more(@Nullable Long before, @Nullable Long now) {
    if (before == null || now == null) {
      return 0;
    }
    return now < before ? now : now - before;
  }
}
