package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.RedisLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Finds queues by kombu's bindings, which stay while a queue is empty. A list that is empty has no
 * key, and a Redis with results in it has many keys, so the search goes on where it stopped at the
 * last look. Belongs to the engine's thread.
 */
final class Discovery {

  private static final int KEYS_PER_CALL = 1_000;
  private static final int CALLS_PER_LOOK = 50;
  private static final long RENEW_NANOS = 10_000_000_000L;

  private final RedisLink link;
  private final Names names;
  private final Map<String, Set<String>> bindings = new HashMap<>();
  private Set<String> pass = new HashSet<>();
  private String cursor = ScanParams.SCAN_POINTER_START;
  private long renewedAt = System.nanoTime();

  Discovery(RedisLink link, Names names) {
    this.link = link;
    this.names = names;
  }

  /** The queues that are bound. */
  Set<String> queues() {
    link.call(
        "the search for queues",
        redis -> {
          search(redis);
          return true;
        });
    var queues = new TreeSet<String>();
    bindings.forEach((_, bound) -> queues.addAll(bound));
    queues.removeIf(queue -> !names.isWanted(queue));
    return queues;
  }

  private void search(UnifiedJedis redis) {
    var params = new ScanParams().match(names.bindingPattern()).count(KEYS_PER_CALL);
    var fresh = new HashSet<String>();
    for (int call = 0; call < CALLS_PER_LOOK; call++) {
      ScanResult<String> found = redis.scan(cursor, params);
      for (String key : found.getResult()) {
        pass.add(key);
        if (!names.isPlumbing(key) && !bindings.containsKey(key)) {
          fresh.add(key);
        }
      }
      cursor = found.getCursor();
      if (found.isCompleteIteration()) {
        bindings.keySet().retainAll(pass);
        pass = new HashSet<>();
        break;
      }
    }
    if (System.nanoTime() - renewedAt > RENEW_NANOS) {
      renewedAt = System.nanoTime();
      fresh.addAll(bindings.keySet());
    }
    readBindings(redis, List.copyOf(fresh));
  }

  private void readBindings(UnifiedJedis redis, List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    var members = new ArrayList<Response<Set<String>>>();
    try (var pipeline = redis.pipelined()) {
      keys.forEach(key -> members.add(pipeline.smembers(key)));
      pipeline.sync();
    }
    for (int index = 0; index < keys.size(); index++) {
      var queues = new HashSet<String>();
      members.get(index).get().forEach(member -> queues.add(Names.boundQueue(member)));
      bindings.put(keys.get(index), queues);
    }
  }

  /** Whether there is such a queue, asked anew if it was not seen yet. */
  boolean knows(String queue) {
    if (!names.isWanted(queue)) {
      return false;
    }
    if (bindings.values().stream().anyMatch(bound -> bound.contains(queue))) {
      return true;
    }
    var keys = new ArrayList<>(names.lists(queue));
    keys.add(names.binding(queue));
    String[] array = keys.toArray(new String[0]);
    return link.call("the look for queue " + queue, redis -> redis.exists(array)) > 0;
  }
}
