package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engines.redis.celery.Attempts.End;
import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds out what became of jobs whose events were lost: workers say which ones they still have, and
 * a result backend in the same Redis how others ended. Where neither knows, the end stays unknown,
 * and that is no failure. Belongs to the engine's thread.
 */
final class Gaps {

  private static final Duration ASK = Duration.ofMillis(300);
  private static final int JOBS = 1_000;
  private static final int TRIES = 3;

  /** By how much a worker's clock may be behind. */
  private static final Duration SKEW = Duration.ofSeconds(2);

  private final Control control;
  private final Results results;
  private final Attempts attempts;
  private final InstantSource clock;
  private int tries;

  Gaps(Control control, Results results, Attempts attempts, InstantSource clock) {
    this.control = control;
    this.results = results;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Looks after a thousand jobs at most; call it with each look at the engine. */
  void look() {
    List<String> jobs = attempts.doubtful(JOBS);
    if (jobs.isEmpty()) {
      return;
    }
    Answer answer =
        control.ask(List.of(Ask.of("query_task", Map.of("ids", jobs), List.of())), ASK).getFirst();
    var there = new HashSet<String>();
    answer.replies().values().forEach(reply -> there.addAll(reply.propertyNames()));
    attempts.areStill(there);
    if (!answer.complete() && ++tries < TRIES) {
      return; // a worker that did not answer may have the others
    }
    tries = 0;
    var gone = new ArrayList<>(jobs);
    gone.removeAll(there);
    Map<String, JsonNode> ends = results.of(gone);
    for (String job : gone) {
      attempts.settle(job, started -> end(ends.get(job), started));
    }
  }

  /** How a job ended, where its result is of an attempt that began then. */
  private Optional<End> end(@Nullable JsonNode result, Instant started) {
    if (result == null || !isSince(result.path("date_done").asString(""), started)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return switch (result.path("status").asString("")) {
      case "SUCCESS" -> Optional.of(new End(Kind.SUCCESS, false, null, now));
      case "FAILURE" ->
          Optional.of(new End(Kind.FAILURE, true, Errors.ofResult(result.path("result")), now));
      case "REVOKED" -> Optional.of(new End(Kind.IGNORED, false, null, now));
      default -> Optional.empty();
    };
  }

  private static boolean isSince(String time, Instant started) {
    try {
      return !Message.time(time).isBefore(started.minus(SKEW));
    } catch (DateTimeException _) {
      return false;
    }
  }
}
