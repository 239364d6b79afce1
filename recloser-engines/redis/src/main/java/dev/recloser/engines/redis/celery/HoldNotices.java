package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.celery.Fleet.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What operators should know of the holds, in words. Called under the lock of {@link Holds}. */
final class HoldNotices {

  private HoldNotices() {}

  /**
   * All notices.
   *
   * @param unconfirmed workers that still take from a held queue, by queue
   */
  static List<String> of(Holds holds, Fleet fleet, Map<String, Set<String>> unconfirmed) {
    var notices = new ArrayList<String>();
    unconfirmed.forEach((queue, hosts) ->
        notices.add(
            "Queue "
                + queue
                + " is not fully held: "
                + String.join(", ", hosts)
                + " did not confirm yet."));
    for (String queue : fleet.queues()) {
      if (!holds.isHeld(queue) && holds.isLeftBehind(queue)) {
        notices.add(holds.isOwed(queue) ? owed(queue) : leftBehind(queue));
      }
    }
    for (String queue : holds.held()) {
      holds.servers(queue).forEach(worker -> addLimits(notices, queue, worker));
    }
    return notices;
  }

  private static String owed(String queue) {
    return "Queue " + queue + " is released; its workers did not confirm yet.";
  }

  private static String leftBehind(String queue) {
    return "Queue "
        + queue
        + " was held by another Recloser, or by this one before it lost its data folder."
        + " Hold and release it here, or run: celery control add_consumer "
        + queue;
  }

  /** A worker of a held queue that no hold can stop at once. */
  private static void addLimits(List<String> notices, String queue, Worker worker) {
    if (worker.solo()) {
      notices.add(
          "Worker "
              + worker.host()
              + " runs the solo pool: it hears of a hold only between two jobs.");
    }
    if (worker.prefetch() == 0) {
      notices.add(
          "Worker "
              + worker.host()
              + " prefetches without a limit: what it took before the hold of "
              + queue
              + " still runs.");
    }
  }
}
