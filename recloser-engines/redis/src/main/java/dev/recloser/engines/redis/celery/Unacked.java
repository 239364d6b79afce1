package dev.recloser.engines.redis.celery;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engines.redis.RedisLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import tools.jackson.databind.JsonNode;

/**
 * Jobs that workers took and did not acknowledge: prefetched ones, those that wait for their time
 * in a worker's memory, and with {@code acks_late} the running ones. Redis keeps them in one hash
 * for all queues, with their bodies; a large one is not read. Safe for all threads.
 */
final class Unacked {

  /** Up to how many jobs the hash is read. */
  static final long MOST = 500;

  /** Up to how many jobs it is read when somebody wants to see them. */
  private static final long LISTED = 5_000;

  /** How far one job is searched for: about 20,000. */
  private static final int SEARCH_STEPS = 20;

  private static final int SEARCH_STEP = 1_000;

  /** What the hash says of one queue. */
  record Held(long all, long scheduled, long retrying) {
    static final Held NONE = new Held(0, 0, 0);

    private Held plus(Message job, Instant now) {
      boolean later = !job.isDue(now);
      return new Held(
          all + 1,
          scheduled + (later && job.retries() == 0 ? 1 : 0),
          retrying + (later && job.retries() > 0 ? 1 : 0));
    }
  }

  /**
   * A look at the hash.
   *
   * @param size of all queues
   * @param queues null when the hash is too large to read
   */
  record Look(long size, @Nullable Map<String, Held> queues) {
    @Nullable Held of(String queue) {
      return queues == null ? null : queues.getOrDefault(queue, Held.NONE);
    }
  }

  private final RedisLink link;
  private final Names names;
  private final Attempts attempts;

  Unacked(RedisLink link, Names names, Attempts attempts) {
    this.link = link;
    this.names = names;
    this.attempts = attempts;
  }

  Look look(Instant now) {
    return link.call(
        "the look at unacknowledged jobs",
        redis -> {
          long size = redis.hlen(names.unacked());
          return size > MOST ? new Look(size, null) : new Look(size, read(redis, now));
        });
  }

  /**
   * The jobs of a queue that wait for their time, the soonest first.
   *
   * @throws EngineException REFUSED when workers hold too many
   */
  List<Message> later(String queue, Instant now) {
    return link.call(
        "the look at jobs that wait for their time",
        redis -> {
          long size = redis.hlen(names.unacked());
          if (size > LISTED) {
            throw new EngineException(
                Kind.REFUSED,
                "Workers hold " + size + " jobs; more than " + LISTED + " are not listed.");
          }
          var found = new ArrayList<Message>();
          forEach(
              redis,
              (of, job) -> {
                if (of.equals(queue) && !job.isDue(now)) {
                  found.add(job);
                }
              });
          found.sort(Comparator.comparing(Message::due).thenComparing(Message::id));
          return found;
        });
  }

  /** Whether a worker has this job of a queue, as far as the hash is searched. */
  boolean holds(String queue, String id) {
    return link.call(
        "the search for an unacknowledged job",
        redis -> {
          var params = new ScanParams().count(SEARCH_STEP);
          String cursor = ScanParams.SCAN_POINTER_START;
          for (int step = 0; step < SEARCH_STEPS; step++) {
            ScanResult<Map.Entry<String, String>> found =
                redis.hscan(names.unacked(), cursor, params);
            for (var entry : found.getResult()) {
              if (entry.getValue().contains(id) && isJob(entry.getValue(), queue, id)) {
                return true;
              }
            }
            if (found.isCompleteIteration()) {
              return false;
            }
            cursor = found.getCursor();
          }
          return false;
        });
  }

  private static boolean isJob(String value, String queue, String id) {
    return Envelope.read(value)
        .filter(entry -> Names.ungated(entry.path(2).asString("")).equals(queue))
        .flatMap(entry -> Message.of("", entry.path(0)))
        .filter(job -> job.id().equals(id))
        .isPresent();
  }

  private Map<String, Held> read(UnifiedJedis redis, Instant now) {
    var queues = new HashMap<String, Held>();
    forEach(
        redis,
        (queue, job) -> {
          queues.put(queue, queues.getOrDefault(queue, Held.NONE).plus(job, now));
          attempts.found(queue, job);
        });
    return queues;
  }

  private void forEach(UnifiedJedis redis, BiConsumer<String, Message> each) {
    var values = new HashMap<String, String>(); // a scan may name a field twice
    var params = new ScanParams().count((int) MOST);
    String cursor = ScanParams.SCAN_POINTER_START;
    ScanResult<Map.Entry<String, String>> found;
    do {
      found = redis.hscan(names.unacked(), cursor, params);
      found.getResult().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
      cursor = found.getCursor();
    } while (!found.isCompleteIteration());
    for (String value : values.values()) {
      Optional<JsonNode> entry = Envelope.read(value);
      String queue = Names.ungated(entry.map(it -> it.path(2).asString("")).orElse(""));
      entry
          .flatMap(it -> Message.of(it.path(0).toString(), it.path(0)))
          .ifPresent(job -> each.accept(queue, job));
    }
  }
}
