package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Lock;
import dev.recloser.engine.GateView;
import dev.recloser.engine.QueueSample;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The gate of a queue and whom it obeys: the queue's own breaker, or the group that guards the
 * queue. Confined to its guard.
 */
final class GateOrders {

  private final QueueId queue;
  private final Gate gate;
  private @Nullable Follower follower;

  GateOrders(QueueId queue, Gate gate) {
    this.queue = queue;
    this.gate = gate;
  }

  Gate gate() {
    return gate;
  }

  @Nullable Follower follower() {
    return follower;
  }

  @Nullable Group group() {
    return follower == null ? null : follower.group();
  }

  @Nullable String groupName() {
    return follower == null ? null : follower.group().name();
  }

  void obey(@Nullable Group group, Instant now) {
    follower = group == null ? null : new Follower(queue, group, now);
  }

  boolean holds(BreakerState state) {
    return follower == null ? state.holds() : follower.held();
  }

  Gate.Work work(BreakerState state, Instant now) {
    boolean waits = follower != null && follower.slipped();
    return waits ? Gate.Work.NOTHING : gate.work(holds(state), now);
  }

  Effect.@Nullable Grant takeGrant(Instant now) {
    if (follower != null) {
      follower.granted(now);
    }
    return gate.takeGrant();
  }

  void held(GateView view, Instant now) {
    gate.held(view, now);
    if (follower != null && view.held()) {
      follower.confirmed(now);
    }
  }

  void released(GateView view, Instant now) {
    gate.released(view, now);
    if (follower != null) {
      follower.confirmed(now);
    }
  }

  /** The hold goes out now; why, for whoever looks at the queue at its engine. */
  String sendHold(BreakerState state) {
    gate.sending();
    if (follower != null) {
      return follower.reason();
    }
    return state.lock() instanceof Lock.ForcedOpen lock && lock.reason() != null
        ? lock.reason()
        : state.mainOpen() ? "main breaker open" : "breaker open";
  }

  /** Compares wish and truth; of a group, what somebody resumed is the group's to answer. */
  Gate.Finding observe(
      BreakerState state, boolean enforces, boolean reconnected, GateView seen, Instant now) {
    boolean ordered =
        follower == null
            && (state.mainOpen() || state.lock() instanceof Lock.ForcedOpen || enforces);
    var finding = gate.observe(holds(state), ordered, reconnected, seen, now);
    if (follower != null && finding == Gate.Finding.FOREIGN_RESUME) {
      follower.slip();
    } else if (follower != null && follower.held() && gate.confirmed()) {
      follower.confirmed(now); // its answer got lost, or a new connection began with it
    }
    return finding;
  }

  /** The queue as a member of this group; null when it is none. */
  @Nullable Member member(Group group, QueueSample sample, Instant sampledAt, Support support) {
    if (follower == null || follower.group() != group) {
      return null;
    }
    boolean foreign = gate.foreign() || follower.foreignBefore();
    return new Member(
        queue,
        support.answers(),
        support.canHold(),
        sample,
        sampledAt,
        follower.done(),
        foreign,
        follower.slipped());
  }

  /**
   * What can be expected of the queue's engine.
   *
   * @param answers whether it answers now
   * @param canHold whether it can pause a queue
   */
  record Support(boolean answers, boolean canHold) {}
}
