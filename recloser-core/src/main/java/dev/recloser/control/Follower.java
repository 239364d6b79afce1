package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Effect;
import dev.recloser.control.Member.Done;
import dev.recloser.engine.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue that a group guards: hands its gate what the group orders, and the group what happened.
 * Confined to its guard.
 */
final class Follower {

  private static final int MOST_RESENT = 10_000;

  private final QueueId queue;
  private final Group group;
  private final Instant since;

  /** How often dead jobs were sent back, the latest ones. */
  private final Map<String, Integer> resent = new LinkedHashMap<>();

  private long order = -1;
  private long grant;
  private long leaderVersion = -1;
  private boolean permits;
  private boolean slipped;
  private boolean foreignBefore;
  private Done done = Done.NOTHING;

  Follower(QueueId queue, Group group, Instant since) {
    this.queue = queue;
    this.group = group;
    this.since = since;
    this.grant = group.orders().grantNumber();
  }

  Group group() {
    return group;
  }

  /** The state that follows from the group's; the same while there is nothing new to write. */
  BreakerState mirrored(BreakerState own) {
    var leader = group.state();
    if (leader == null) {
      return own; // the group has not begun; what was before holds
    }
    boolean news = leader.version() != leaderVersion;
    leaderVersion = leader.version();
    return leader.of(own.id(), own.version() + (news ? 1 : 0));
  }

  /** Tells the gate what was ordered since the last look; whether the row must be written first. */
  boolean obey(Gate gate, Instant now) {
    var orders = group.orders();
    boolean changed = orders.number() != order;
    if (changed) {
      order = orders.number();
      slipped = false;
      permits = false;
      foreignBefore = orders.held() && (foreignBefore || gate.foreign());
      if (orders.held()) {
        gate.wantHold();
      } else {
        gate.wantFlow();
        if (!gate.asserted()) {
          confirmed(now); // there is nothing to release
        }
      }
    }
    if (orders.grantNumber() != grant) {
      grant = orders.grantNumber();
      take(orders, gate, now);
    }
    return changed;
  }

  private void take(Group.Orders orders, Gate gate, Instant now) {
    int share = orders.shareOf(queue);
    var whole = orders.grant();
    if (share > 0 && whole != null) {
      gate.wantGrant(new Effect.Grant(whole.id(), share, !whole.spendsAttempt()));
      permits = true;
    } else if (permits) {
      gate.wantHold(); // takes back what is unused
      permits = false;
    } else {
      done = new Done(done.order(), done.orderedAt(), grant, now);
    }
  }

  /** The engine did what was ordered; no starts are left from before. */
  void confirmed(Instant now) {
    if (done.order() == order && (permits || done.grant() == grant)) {
      return; // known before
    }
    var orderedAt = done.order() == order ? done.orderedAt() : now;
    done = new Done(order, orderedAt, permits ? done.grant() : grant, now);
  }

  /** The share of starts goes out now. */
  void granted(Instant now) {
    done = new Done(done.order(), done.orderedAt(), grant, now);
  }

  /** Somebody resumed the queue: the group decides what follows, not its gate alone. */
  void slip() {
    slipped = true;
  }

  boolean slipped() {
    return slipped;
  }

  boolean held() {
    return group.orders().held();
  }

  String reason() {
    return "group " + group.name() + ": " + group.orders().reason();
  }

  Done done() {
    return done;
  }

  boolean foreignBefore() {
    return foreignBefore;
  }

  /** Hands on what happened since it joined; ids of jobs are made unique by the queue's. */
  void forward(List<OutcomeBuffer.Report> reports) {
    for (var report : reports) {
      switch (report) {
        case OutcomeBuffer.Ended(var outcome) -> {
          if (!isBefore(outcome.startedAt())) {
            group.ended(renamed(outcome));
          }
        }
        case OutcomeBuffer.Explained(_, var job, var attempt, var error) ->
            group.sink().explained(group.name(), unique(job), attempt, error);
        case OutcomeBuffer.Resent(_, var job) -> resent(job);
        case OutcomeBuffer.Missed(_, var why) -> group.sink().missed(group.name(), why);
      }
    }
  }

  private boolean isBefore(@Nullable Instant startedAt) {
    return startedAt != null && startedAt.isBefore(since);
  }

  private Outcome renamed(Outcome outcome) {
    return new Outcome(
        group.name(),
        unique(outcome.jobId()),
        outcome.attempt(),
        outcome.lastAttempt(),
        outcome.kind(),
        outcome.error(),
        outcome.worker(),
        outcome.startedAt(),
        outcome.endedAt(),
        outcome.grant(),
        outcome.type());
  }

  /** From now on it counts as another job: that it fails again is news. */
  private void resent(String job) {
    var _ = resent.merge(job, 1, Integer::sum);
    var entries = resent.entrySet().iterator();
    while (resent.size() > MOST_RESENT && entries.hasNext()) {
      var _ = entries.next();
      entries.remove();
    }
  }

  private String unique(String job) {
    var times = resent.get(job);
    return queue + "#" + job + (times == null ? "" : "#" + times);
  }
}
