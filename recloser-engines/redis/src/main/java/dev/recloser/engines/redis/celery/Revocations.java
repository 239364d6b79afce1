package dev.recloser.engines.redis.celery;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Removes jobs that a worker took and did not start: those it prefetched, and those that wait for
 * their time in its memory. Workers drop them when their turn comes. Belongs to the engine's
 * thread.
 */
final class Revocations {

  private static final Duration ASK = Duration.ofMillis(400);

  private final Control control;
  private final Unacked unacked;

  Revocations(Control control, Unacked unacked) {
    this.control = control;
    this.unacked = unacked;
  }

  /**
   * Tells workers to drop a job.
   *
   * @return false when no worker is known to have it
   * @throws EngineException REFUSED when it runs; UNREACHABLE when not all workers answer, so that
   *     nobody can say
   */
  boolean revoke(String queue, String id) {
    Answer before = ask("query_task", Map.of("ids", List.of(id)));
    refuseIfRunning(before, id, " runs on %s. Celery cannot take back a job that runs.");
    if (!isReserved(before, queue, id) && !unacked.holds(queue, id)) {
      requireAll(before);
      return false;
    }
    requireAll(ask("revoke", Map.of("task_id", id)));
    refuseIfRunning(
        ask("query_task", Map.of("ids", List.of(id))),
        id,
        " had just started on %s when it was revoked: this attempt ends, and it gets no other.");
    return true;
  }

  private Answer ask(String method, Map<String, ?> arguments) {
    return control.ask(List.of(Ask.of(method, arguments, List.of())), ASK).getFirst();
  }

  private static void refuseIfRunning(Answer answer, String id, String message) {
    answer
        .replies()
        .forEach((host, reply) -> {
          if (reply.path(id).path(0).asString("").equals("active")) {
            throw new EngineException(Kind.REFUSED, "Job " + id + message.formatted(host));
          }
        });
  }

  private static boolean isReserved(Answer answer, String queue, String id) {
    return answer.replies().values().stream()
        .map(reply -> key(reply, id))
        .flatMap(Optional::stream)
        .anyMatch(key -> Names.ungated(key).equals(queue));
  }

  private static Optional<String> key(JsonNode reply, String id) {
    var key = reply.path(id).path(1).path("delivery_info").path("routing_key").asString("");
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  private static void requireAll(Answer answer) {
    if (!answer.complete()) {
      throw new EngineException(
          Kind.UNREACHABLE, "Not every worker answered, so one may have the job: try again.");
    }
  }
}
