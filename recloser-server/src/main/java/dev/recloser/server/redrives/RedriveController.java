package dev.recloser.server.redrives;

import dev.recloser.control.QueueId;
import dev.recloser.redrive.RedriveRequest;
import dev.recloser.redrive.Redrives;
import dev.recloser.server.auth.Caller;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Items;
import dev.recloser.server.web.Success;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends dead jobs back at a pace, bound to the breaker of their queue. */
@RestController
@RequestMapping("/api/v1/redrives")
final class RedriveController {

  private static final int DEFAULT_RATE = 10;
  private static final int MOST_IDS = 1_000;
  private static final int LONGEST_FILTER = 200;
  private static final int MOST = 20;

  private final Redrives redrives;

  RedriveController(Redrives redrives) {
    this.redrives = redrives;
  }

  /**
   * What to send back.
   *
   * @param engine the engine's id
   * @param queue the queue's name there
   * @param q only jobs whose id or error contains this, in any case; at most 200 characters
   * @param ids only these; at most 1,000
   * @param ratePerS jobs per second, 1 to 200; 10 when it is missing
   * @param dryRun only say what would be sent
   * @param dryRunId send the jobs of this dry run, and no others; it must have had the same filter
   */
  record RedriveBody(
      @Nullable String engine,
      @Nullable String queue,
      @Nullable String q,
      @Nullable List<String> ids,
      @Nullable Integer ratePerS,
      @Nullable Boolean dryRun,
      @Nullable String dryRunId) {}

  @PostMapping
  Success<RedriveJson> redrive(
      @RequestBody RedriveBody body, @AuthenticationPrincipal Caller caller) {
    var request = checked(body);
    var status =
        Boolean.TRUE.equals(body.dryRun())
            ? redrives.dryRun(request, caller.name())
            : redrives.begin(request, body.dryRunId(), caller.name());
    return Success.of(RedriveJson.of(status));
  }

  /** The newest 20, newest first; {@code queue} is {@code engine/name}. */
  @GetMapping
  Success<Items<RedriveJson>> redrives(@RequestParam(required = false) @Nullable String queue) {
    var found = redrives.newest(queue == null ? null : id(queue), MOST);
    return Success.of(new Items<>(found.stream().map(RedriveJson::of).toList(), null));
  }

  @GetMapping("/{id}")
  Success<RedriveJson> redrive(@PathVariable String id) {
    return Success.of(RedriveJson.of(redrives.get(id)));
  }

  /** What was sent cannot be called back; the rest stays dead. */
  @PostMapping("/{id}/stop")
  Success<RedriveJson> stop(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    return Success.of(RedriveJson.of(redrives.stop(id, caller.name())));
  }

  private static RedriveRequest checked(RedriveBody body) {
    var engine = present("engine", body.engine());
    var queue = present("queue", body.queue());
    var ids = body.ids();
    if (ids != null && (ids.isEmpty() || ids.size() > MOST_IDS || ids.contains(null))) {
      throw ApiException.invalid("ids", "must be 1 to 1,000 ids of jobs");
    }
    var q = body.q();
    if (q != null && q.length() > LONGEST_FILTER) {
      throw ApiException.invalid("q", "must have at most 200 characters");
    }
    int rate = body.ratePerS() == null ? DEFAULT_RATE : body.ratePerS();
    if (rate < 1 || rate > RedriveRequest.FASTEST) {
      throw ApiException.invalid("rate_per_s", "must be 1 to " + RedriveRequest.FASTEST);
    }
    return new RedriveRequest(
        new QueueId(engine, queue),
        q == null || q.isBlank() ? null : q.strip(),
        ids == null ? null : Set.copyOf(ids),
        rate);
  }

  private static String present(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw ApiException.invalid(field, "is missing");
    }
    return value;
  }

  private static QueueId id(String queue) {
    try {
      return QueueId.parse(queue);
    } catch (IllegalArgumentException _) {
      throw ApiException.invalid("queue", "must be engine/name");
    }
  }
}
