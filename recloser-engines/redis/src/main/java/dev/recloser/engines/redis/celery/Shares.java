package dev.recloser.engines.redis.celery;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Shares out successes whose queue cannot be told, because several queues have tasks of one name. A
 * failure that is retried shows its queue, few successes do: if the rest were dropped, failures
 * would be nearly all that counts, and one failure of a hundred could open a breaker.
 *
 * <p>Each end of an attempt gives every queue its share of credit, which is equal until attempts
 * were seen by chance before they ended. An end that is known costs its queue one; a success that
 * is not goes to the queue with the most credit. So a queue that fails has no credit left for the
 * successes of others. Bounded. Not safe for several threads.
 */
final class Shares {

  private static final int TASKS = 1_000;
  private static final double MOST_CREDIT = 20;
  private static final double MOST_WEIGHT = 1_000;

  /** A few chance sights say little: those of the first second are of a backlog. */
  private static final double FIRST_WEIGHT = 25;

  private static final class Share {
    double weight = FIRST_WEIGHT;
    double credit;

    void pay(double amount) {
      credit = Math.clamp(credit + amount, -MOST_CREDIT, MOST_CREDIT);
    }
  }

  private final Recent<String, Map<String, Share>> byTask = new Recent<>(TASKS);

  /**
   * An attempt ended whose queue is known.
   *
   * @param queues which it may have been
   * @param byChance whether it was known before the end, and so whatever the end
   */
  void known(String task, Set<String> queues, String queue, boolean byChance) {
    if (queues.size() < 2 || !queues.contains(queue)) {
      return;
    }
    var shares = spread(task, queues);
    var share = shares.computeIfAbsent(queue, _ -> new Share());
    share.pay(-1);
    if (byChance) {
      share.weight++;
      if (share.weight > MOST_WEIGHT) {
        shares.values().forEach(it -> it.weight /= 2);
      }
    }
  }

  /** Which of these queues, at least one, a success is taken for. */
  String guess(String task, Set<String> queues) {
    var shares = spread(task, queues);
    String richest = "";
    double most = Double.NEGATIVE_INFINITY;
    for (var entry : shares.entrySet()) {
      if (queues.contains(entry.getKey()) && entry.getValue().credit > most) {
        richest = entry.getKey();
        most = entry.getValue().credit;
      }
    }
    shares.getOrDefault(richest, new Share()).pay(-1);
    return richest;
  }

  private Map<String, Share> spread(String task, Set<String> queues) {
    var shares = byTask.computeIfAbsent(task, _ -> new TreeMap<>());
    queues.forEach(queue -> shares.putIfAbsent(queue, new Share()));
    double all = 0;
    for (var queue : queues) {
      all += shares.getOrDefault(queue, new Share()).weight;
    }
    for (var queue : queues) {
      var share = shares.getOrDefault(queue, new Share());
      share.pay(share.weight / all);
    }
    return shares;
  }
}
