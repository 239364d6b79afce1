package dev.recloser.control;

import dev.recloser.engine.QueueSample;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue of a group, as its own collector knows it now.
 *
 * @param answers whether its engine answers; without that nothing here is new
 * @param canHold whether its engine can pause a queue at all
 * @param done what the engine has confirmed of the group's orders
 * @param foreign whether somebody else paused it, now or when the group began to hold it
 * @param slipped whether somebody resumed it while the group held it
 */
record Member(
    QueueId id,
    boolean answers,
    boolean canHold,
    QueueSample sample,
    Instant sampledAt,
    Done done,
    boolean foreign,
    boolean slipped) {

  /**
   * What the engine has confirmed.
   *
   * @param order number of the newest pause or release
   * @param orderedAt when it confirmed that
   * @param grant number of the newest share of starts, or of its withdrawal
   * @param grantedAt when that was carried out
   */
  record Done(long order, Instant orderedAt, long grant, Instant grantedAt) {
    static final Done NOTHING = new Done(-1, Instant.EPOCH, -1, Instant.EPOCH);
  }

  /** Whether it takes part in what the group does now. */
  boolean follows() {
    return answers && canHold;
  }

  /** Attempts with its workers since the pause is confirmed; null where unknown. */
  @Nullable Long heldWithWorkers(Group.Orders orders) {
    boolean known =
        !orders.held() || (done.order() == orders.number() && sampledAt.isAfter(done.orderedAt()));
    return known ? sample.withWorkers() : null;
  }

  /** Whether a start given to it would be used now, as far as is known. */
  boolean hasWork() {
    var waiting = sample.counts().waiting();
    var workers = sample.workers();
    return (waiting == null || waiting > 0) && (workers == null || !workers.isEmpty());
  }

  /** Why it does not do what the group asks, in a few words; null when it does. */
  @Nullable String problem(Group.Orders orders) {
    if (!canHold) {
      return "its engine cannot pause a queue";
    }
    if (!answers) {
      return "its engine does not answer";
    }
    if (slipped) {
      return "somebody resumed it";
    }
    if (done.order() != orders.number()) {
      return orders.held() ? "has not confirmed the pause yet" : "is not released yet";
    }
    return foreign ? "somebody else paused it" : null;
  }
}
