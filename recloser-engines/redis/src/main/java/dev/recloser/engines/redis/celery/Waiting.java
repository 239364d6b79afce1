package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.RedisLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * Counts waiting jobs and watches which ones are next. A job does not tell when it came, so its age
 * is counted from when Recloser first saw it next in line: at least that old. Belongs to the
 * engine's thread.
 */
final class Waiting {

  /** Queues per pipeline, so that Redis serves others in between. */
  private static final int CHUNK = 50;

  /** What waits in one queue. */
  record Line(long jobs, @Nullable Duration oldest) {}

  private final RedisLink link;
  private final Names names;
  private final Attempts attempts;
  private Map<String, Instant> firstSeen = new HashMap<>();

  Waiting(RedisLink link, Names names, Attempts attempts) {
    this.link = link;
    this.names = names;
    this.attempts = attempts;
  }

  /** Looks at queues; those that are held have more lists. */
  Map<String, Line> look(Set<String> queues, Set<String> held, Instant now) {
    var lines = new HashMap<String, Line>();
    var seen = new HashMap<String, Instant>();
    var all = List.copyOf(queues);
    for (int from = 0; from < all.size(); from += CHUNK) {
      var chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
      link.call(
          "counting waiting jobs",
          redis -> {
            lines.putAll(look(redis, chunk, held, now, seen));
            return true;
          });
    }
    firstSeen = seen;
    return lines;
  }

  private Map<String, Line> look(
      UnifiedJedis redis,
      List<String> queues,
      Set<String> held,
      Instant now,
      Map<String, Instant> seen) {
    var looks = new ArrayList<QueueLook>();
    try (var pipeline = redis.pipelined()) {
      for (String queue : queues) {
        looks.add(new QueueLook(queue, keys(queue, held.contains(queue)), pipeline));
      }
      pipeline.sync();
    }
    var lines = new HashMap<String, Line>();
    looks.forEach(look -> lines.put(look.queue, line(look, now, seen)));
    return lines;
  }

  private List<String> keys(String queue, boolean held) {
    var keys = new ArrayList<>(names.lists(queue));
    if (held) {
      keys.addAll(names.lists(Names.gate(queue)));
      keys.addAll(names.lists(Names.parked(queue)));
    }
    return keys;
  }

  private Line line(QueueLook look, Instant now, Map<String, Instant> seen) {
    long jobs = 0;
    for (var count : look.counts) {
      jobs += count.get();
    }
    Instant oldest = null;
    for (var next : look.nexts) {
      for (String raw : next.get()) {
        var message = Message.of(raw);
        if (message.isPresent()) {
          attempts.found(look.queue, message.get());
          String key = look.queue + Names.SEPARATOR + message.get().id();
          Instant since = firstSeen.getOrDefault(key, now);
          seen.put(key, since);
          oldest = oldest == null || since.isBefore(oldest) ? since : oldest;
        }
      }
    }
    return new Line(jobs, oldest == null ? null : Duration.between(oldest, now));
  }

  /** The commands for one queue. */
  private static final class QueueLook {
    final String queue;
    final List<Response<Long>> counts = new ArrayList<>();
    final List<Response<List<String>>> nexts = new ArrayList<>();

    QueueLook(String queue, List<String> keys, AbstractPipeline pipeline) {
      this.queue = queue;
      for (String key : keys) {
        counts.add(pipeline.llen(key));
        nexts.add(pipeline.lrange(key, -1, -1));
      }
    }
  }
}
