package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engines.redis.RedisLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pages through jobs and removes single ones. Reads headers alone: the body may be a pickle, and it
 * is never opened.
 */
final class Jobs {

  private static final int BODY = 2_000;
  private static final int HEADER = 256;

  /** How far one job is searched for. */
  private static final int SEARCH = 100_000;

  private static final int SEARCH_STEP = 1_000;
  private static final List<String> SHOWN =
      List.of("task", "eta", "expires", "root_id", "parent_id", "group", "origin");

  private final RedisLink link;
  private final Names names;
  private final DeadLetters letters;
  private final Revocations revocations;
  private final Taken taken;

  Jobs(RedisLink link, Names names, DeadLetters letters, Revocations revocations, Taken taken) {
    this.link = link;
    this.names = names;
    this.letters = letters;
    this.revocations = revocations;
    this.taken = taken;
  }

  JobPage page(String queue, JobQuery query) {
    return switch (query.state()) {
      case WAITING -> waiting(queue, position(query.cursor()), query.limit());
      case DEAD -> letters.page(queue, query);
      case RUNNING -> taken.running(queue, query);
      case SCHEDULED, RETRYING -> taken.later(queue, query);
      case COMPLETED -> new JobPage(List.of(), null, null);
    };
  }

  static int position(@Nullable String cursor) {
    try {
      return cursor == null ? 0 : Math.max(0, Integer.parseInt(cursor));
    } catch (NumberFormatException e) {
      throw new EngineException(EngineException.Kind.NOT_FOUND, "no such page: " + cursor, e);
    }
  }

  private JobPage waiting(String queue, int from, int limit) {
    return link.call(
        "the jobs of " + queue,
        redis -> {
          var items = new ArrayList<Job>();
          long before = 0;
          for (String key : keys(queue)) {
            long size = redis.llen(key);
            long start = Math.max(0, from + items.size() - before);
            long wanted = Math.min(limit - items.size(), size - start);
            if (wanted > 0) {
              var raw = redis.lrange(key, -(start + wanted), -(start + 1));
              raw.reversed().forEach(job -> items.add(waitingJob(job)));
            }
            before += size;
          }
          long next = from + (long) items.size();
          return new JobPage(items, next < before ? "" + next : null, before);
        });
  }

  /** All lists of a queue in the order in which they are served. */
  private List<String> keys(String queue) {
    var keys = new ArrayList<>(names.lists(Names.gate(queue)));
    var parked = names.lists(Names.parked(queue));
    var lists = names.lists(queue);
    for (int step = 0; step < lists.size(); step++) {
      keys.add(parked.get(step));
      keys.add(lists.get(step));
    }
    return keys;
  }

  private static Job waitingJob(String raw) {
    var message = Message.of(raw);
    if (message.isEmpty()) {
      return new Job(
          "unreadable-" + Integer.toHexString(raw.hashCode()),
          JobState.WAITING,
          "not a message of Celery 4 or later",
          null,
          null,
          null,
          null,
          Map.of());
    }
    Message job = message.get();
    return new Job(
        job.id(),
        JobState.WAITING,
        "waiting",
        job.retries(),
        null,
        null,
        body(job),
        properties(job));
  }

  /** What is shown of a job's headers. */
  static Map<String, String> properties(Message job) {
    var properties = new LinkedHashMap<String, String>();
    for (String name : SHOWN) {
      String value = job.header(name, HEADER);
      if (value != null) {
        properties.put(name, value);
      }
    }
    properties.put("content-type", job.envelope().path("content-type").asString("unknown"));
    if (!Envelope.isJson(job.envelope())) {
      properties.put("body", "binary: not opened");
    }
    return properties;
  }

  /** The arguments as its sender shows them; null where it does not. */
  static @Nullable String body(Message job) {
    JsonNode headers = job.envelope().path("headers");
    return body(headers.path("argsrepr"), headers.path("kwargsrepr"));
  }

  /** Texts of arguments as one, cut; null where there is none. */
  static @Nullable String body(JsonNode arguments, JsonNode named) {
    String text = (arguments.asString("") + " " + named.asString("")).strip();
    if (text.isEmpty()) {
      return null;
    }
    return text.length() <= BODY ? text : text.substring(0, BODY);
  }

  /** Removes one job that waits, is dead, or is with a worker that did not start it. */
  void remove(String queue, String id) {
    if (!removeWaiting(queue, id) && !letters.remove(queue, id) && !revocations.revoke(queue, id)) {
      throw new EngineException(
          EngineException.Kind.NOT_FOUND,
          "no job " + id + " in " + queue + ": neither waiting nor dead nor with a worker");
    }
  }

  private boolean removeWaiting(String queue, String id) {
    return link.call(
        "the removal of a job of " + queue,
        redis -> {
          for (String key : keys(queue)) {
            for (long from = 0; from < SEARCH; from += SEARCH_STEP) {
              var jobs = redis.lrange(key, -(from + SEARCH_STEP), -(from + 1));
              for (String raw : jobs) {
                if (raw.contains(id)
                    && Message.of(raw).filter(job -> job.id().equals(id)).isPresent()) {
                  return redis.lrem(key, -1, raw) == 1;
                }
              }
              if (jobs.size() < SEARCH_STEP) {
                break;
              }
            }
          }
          return false;
        });
  }
}
