package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.QueueSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One group while it lives. Its orders are published by reference: the collector of the groups
 * writes them, those of the members read them in each turn and act at their own engines. So an
 * engine that is slow or down keeps nobody else waiting. All else is confined to the collector of
 * the groups, except {@link #ended}, which members call.
 */
final class Group {

  /**
   * What members are asked to do.
   *
   * @param number of the pause or release; grows with each
   * @param held pause or release
   * @param since when it began to be so
   * @param grantNumber of the newest distribution of starts; grows with each
   * @param grant what was distributed; null when there was none yet
   * @param shares who may use how much of it; the rest has what is unused taken back
   */
  record Orders(
      long number,
      boolean held,
      String reason,
      Instant since,
      long grantNumber,
      @Nullable Grant grant,
      Map<QueueId, Integer> shares) {
    Orders {
      shares = Map.copyOf(shares);
    }

    int shareOf(QueueId queue) {
      return shares.getOrDefault(queue, 0);
    }
  }

  private final String name;
  private final Supplier<@Nullable BreakerState> state;
  private final Supplier<OutcomeSink> sink;
  private final GroupPermits permits = new GroupPermits();
  private final GroupSums sums = new GroupSums();

  /** Outcomes under any grant; members' threads count up. */
  private final AtomicLong grantsEnded = new AtomicLong();

  private volatile Orders orders;
  private long confirmed;
  private boolean asked;

  /**
   * A group at its start.
   *
   * @param held whether its hold may stand from before
   */
  Group(
      String name,
      boolean held,
      Supplier<@Nullable BreakerState> state,
      Supplier<OutcomeSink> sink,
      Instant now) {
    this.name = name;
    this.state = state;
    this.sink = sink;
    this.orders = new Orders(0, held, "held from before", now, 0, null, Map.of());
  }

  String name() {
    return name;
  }

  Orders orders() {
    return orders;
  }

  /** Where its breaker stands; null until it has begun. */
  @Nullable BreakerState state() {
    return state.get();
  }

  OutcomeSink sink() {
    return sink.get();
  }

  void ended(Outcome outcome) {
    if (outcome.grant() > 0) {
      grantsEnded.incrementAndGet();
    }
    sink().ended(outcome);
  }

  /** Pauses all; asked again until those whose engines answer have confirmed it. */
  GateView hold(String reason, List<Member> members, Instant now) {
    if (!asked) {
      asked = true;
      permits.none();
      order(true, reason, now);
    }
    var view = gate(members);
    asked = !view.held();
    return view;
  }

  /** Releases all. */
  GateView flow(List<Member> members, Instant now) {
    asked = false;
    permits.none();
    if (orders.held()) {
      order(false, "", now);
    }
    return gate(members);
  }

  /** Lets a few attempts start: of one member while it probes, else of all in fair shares. */
  void grant(Grant grant, List<Member> members, Instant now) {
    asked = false;
    distribute(grant, permits.share(grant, able(members), grantsEnded.get(), now));
  }

  /** All members as one queue; null while no engine of theirs answers. */
  @Nullable QueueSample sample(List<Member> members, Instant now) {
    var answering = members.stream().filter(Member::answers).toList();
    if (answering.isEmpty() && !members.isEmpty()) {
      return null;
    }
    var probe = orders.grant();
    if (probe != null && orders.held()) {
      var at = orders.grantNumber();
      var moved = permits.reconsider(able(members), at, grantsEnded.get(), now);
      if (moved != null) {
        distribute(probe, moved);
      }
    }
    boolean resumed = orders.held() && answering.stream().anyMatch(Member::slipped);
    return sums.of(name, answering, orders, resumed ? GateView.FLOWING : gate(members));
  }

  private void order(boolean held, String reason, Instant now) {
    var last = orders;
    var since = held && last.held() ? last.since() : now;
    orders = new Orders(last.number() + 1, held, reason, since, last.grantNumber(), null, Map.of());
  }

  private void distribute(Grant grant, Map<QueueId, Integer> shares) {
    var last = orders;
    orders =
        new Orders(
            last.number(),
            last.held(),
            last.reason(),
            last.since(),
            last.grantNumber() + 1,
            grant,
            shares);
  }

  /** Once all have confirmed a pause it stands; who joins later is paused beside it. */
  private GateView gate(List<Member> members) {
    var now = orders;
    if (!now.held()) {
      boolean foreign = !members.isEmpty() && members.stream().allMatch(Member::foreign);
      return foreign ? new GateView(true, Owner.EXTERNAL) : GateView.FLOWING;
    }
    if (confirmed != now.number()) {
      var following = members.stream().filter(Member::follows).toList();
      boolean all = following.stream().allMatch(it -> it.done().order() == now.number());
      confirmed = all && following.isEmpty() == members.isEmpty() ? now.number() : confirmed;
    }
    return confirmed == now.number() ? new GateView(true, Owner.RECLOSER) : GateView.FLOWING;
  }

  /** Who can start jobs by permits now. */
  private List<Member> able(List<Member> members) {
    long number = orders.number();
    return members.stream()
        .filter(it -> it.follows() && it.done().order() == number)
        .filter(it -> !it.foreign() && !it.slipped())
        .toList();
  }
}
