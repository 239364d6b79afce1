package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.RedisLink;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves of jobs between the lists of a queue, its gate and its parking place. Each move is one
 * script, so a crash leaves a job in one list and never in none or in two. Priorities keep their
 * own lists. Producers push on the left, workers pop on the right. Safe for all threads.
 */
final class Lists {

  /** KEYS: from, to, ...; each list goes behind the right end of the other, order kept. */
  private static final String HOME =
      """
      local moved = 0
      for i = 1, #KEYS, 2 do
        if redis.call('EXISTS', KEYS[i]) == 1 then
          if redis.call('EXISTS', KEYS[i + 1]) == 0 then
            moved = moved + redis.call('LLEN', KEYS[i])
            redis.call('RENAME', KEYS[i], KEYS[i + 1])
          else
            local left = tonumber(ARGV[1])
            while left > 0 do
              local job = redis.call('LPOP', KEYS[i])
              if not job then break end
              redis.call('RPUSH', KEYS[i + 1], job)
              moved = moved + 1
              left = left - 1
            end
          end
        end
      end
      return moved
      """;

  /** KEYS: from, to, ...; each list goes before the left end of the other, order kept. */
  private static final String PARK =
      """
      for i = 1, #KEYS, 2 do
        if redis.call('EXISTS', KEYS[i]) == 1 then
          if redis.call('EXISTS', KEYS[i + 1]) == 0 then
            redis.call('RENAME', KEYS[i], KEYS[i + 1])
          else
            local left = tonumber(ARGV[1])
            while left > 0 do
              local job = redis.call('RPOP', KEYS[i])
              if not job then break end
              redis.call('LPUSH', KEYS[i + 1], job)
              left = left - 1
            end
          end
        end
      end
      return 0
      """;

  /** KEYS: list, gate; ARGV: the jobs to move, each only if it is still there. */
  private static final String PASS =
      """
      local moved = {}
      for i = 1, #ARGV do
        moved[i] = redis.call('LREM', KEYS[1], -1, ARGV[i])
        if moved[i] == 1 then redis.call('LPUSH', KEYS[2], ARGV[i]) end
      end
      return moved
      """;

  private static final int BATCH = 5_000;

  private final RedisLink link;
  private final Names names;

  Lists(RedisLink link, Names names) {
    this.link = link;
    this.names = names;
  }

  /** What is left in the gate goes back to the head of its queue. */
  void emptyGate(String queue) {
    goHome(queue, Names.gate(queue));
  }

  /** What is parked goes back to the head of its queue. */
  void unpark(String queue) {
    goHome(queue, Names.parked(queue));
  }

  private void goHome(String queue, String from) {
    var keys = pairs(from, queue);
    long moved = Long.MAX_VALUE;
    while (moved >= BATCH) {
      moved =
          link.call(
              "bringing back jobs of " + queue,
              redis -> (Long) redis.eval(HOME, keys, List.of(Integer.toString(BATCH))));
    }
  }

  /** Takes the jobs of a queue out of the reach of workers. */
  void park(List<String> queues) {
    var keys = new ArrayList<String>();
    queues.forEach(queue -> keys.addAll(pairs(queue, Names.parked(queue))));
    if (!keys.isEmpty()) {
      link.call(
          "parking jobs of " + queues,
          redis -> redis.eval(PARK, keys, List.of(Integer.toString(BATCH))));
    }
  }

  /**
   * Moves jobs from a list of a queue to the same list of its gate.
   *
   * @param step which of {@link Names#lists}
   * @return for each job whether it was there
   */
  List<Boolean> pass(String queue, int step, List<String> jobs) {
    var keys = List.of(names.lists(queue).get(step), names.lists(Names.gate(queue)).get(step));
    return link.call(
        "the grant for " + queue,
        redis -> {
          var flags = new ArrayList<Boolean>();
          for (Object moved : (List<?>) redis.eval(PASS, keys, jobs)) {
            flags.add(moved.equals(1L));
          }
          return flags;
        });
  }

  /** The jobs of one list that would be served next, the first one first. */
  List<String> head(String queue, int step, int from, int count) {
    String key = names.lists(queue).get(step);
    var jobs =
        link.call(
            "the look at " + queue, redis -> redis.lrange(key, -(long) from - count, -1L - from));
    return jobs.reversed();
  }

  int steps() {
    return names.lists("").size();
  }

  private List<String> pairs(String from, String to) {
    var keys = new ArrayList<String>();
    var sources = names.lists(from);
    var targets = names.lists(to);
    for (int step = 0; step < sources.size(); step++) {
      keys.add(sources.get(step));
      keys.add(targets.get(step));
    }
    return keys;
  }
}
