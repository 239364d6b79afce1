package dev.recloser.engines.redis.celery;

import dev.recloser.engine.EngineException;
import dev.recloser.engines.redis.RedisLink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a result backend in the same database says of jobs: {@code celery-task-meta-ID}, JSON only.
 * Many applications have none there, and Recloser's user may not be allowed to read it; then there
 * is nothing, and nobody is asked for a while. Safe for all threads.
 */
final class Results {

  private static final String KEY = "celery-task-meta-";
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final RedisLink link;
  private volatile long refusedAt = System.nanoTime() - PAUSE_NANOS;

  Results(RedisLink link) {
    this.link = link;
  }

  /** The result of a job; none where Redis does not answer. */
  Optional<JsonNode> of(String id) {
    try {
      return Optional.ofNullable(of(List.of(id)).get(id));
    } catch (EngineException _) {
      return Optional.empty(); // the engine's thread meets the same Redis and reports it
    }
  }

  /**
   * The results of those jobs that have one.
   *
   * @throws EngineException UNREACHABLE when Redis does not answer
   */
  Map<String, JsonNode> of(List<String> ids) {
    var found = new HashMap<String, JsonNode>();
    if (ids.isEmpty() || System.nanoTime() - refusedAt < PAUSE_NANOS) {
      return found;
    }
    String[] keys = ids.stream().map(id -> KEY + id).toArray(String[]::new);
    try {
      List<String> texts = link.call("the look at results", redis -> redis.mget(keys));
      for (int index = 0; index < keys.length; index++) {
        String text = texts.get(index);
        if (text != null) {
          String id = ids.get(index);
          Envelope.read(text)
              .filter(result -> result.path("task_id").asString("").equals(id))
              .ifPresent(result -> found.put(id, result));
        }
      }
    } catch (EngineException e) {
      if (e.kind() != EngineException.Kind.REFUSED) {
        throw e;
      }
      refusedAt = System.nanoTime();
    }
    return found;
  }
}
