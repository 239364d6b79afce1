package dev.recloser.server.queues;

import dev.recloser.control.Control;
import dev.recloser.control.History;
import dev.recloser.control.QueueId;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.server.auth.Caller;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Success;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One queue: its page's data, its past, its jobs. */
@RestController
@RequestMapping("/api/v1/queues/{engine}/{queue}")
final class QueueController {

  private static final int MOST_MINUTES = 60;
  private static final int MOST_JOBS = 200;

  private final Control control;
  private final Redaction redaction;

  QueueController(Control control, Redaction redaction) {
    this.control = control;
    this.redaction = redaction;
  }

  record HistoryJson(
      long bucketMs,
      Instant from,
      Instant to,
      List<BucketJson> buckets,
      List<IntervalJson> intervals) {}

  record BucketJson(
      Instant t,
      long in,
      long done,
      long failed,
      @Nullable Long waiting,
      @Nullable Long oldestMs) {}

  record IntervalJson(Instant from, @Nullable Instant to, String phase) {}

  record JobJson(
      String id,
      String state,
      String nativeState,
      @Nullable Integer attempts,
      @Nullable Instant enqueuedAt,
      @Nullable String error,
      @Nullable String body,
      Map<String, String> properties,
      RedriveJson redrive) {}

  record RedriveJson(String kind, @Nullable String reason) {}

  record Jobs(List<JobJson> items, @Nullable String nextCursor, @Nullable Long total) {}

  record Done(boolean success, String message) {}

  @GetMapping
  Success<DetailJson> queue(@PathVariable String engine, @PathVariable String queue) {
    return Success.of(DetailJson.of(control.queue(new QueueId(engine, queue))));
  }

  @GetMapping("/history")
  Success<HistoryJson> history(
      @PathVariable String engine,
      @PathVariable String queue,
      @RequestParam(defaultValue = "60") int minutes) {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw ApiException.invalid("minutes", "must be 1 to 60");
    }
    var id = new QueueId(engine, queue);
    return Success.of(json(control.history(id, Duration.ofMinutes(minutes))));
  }

  @GetMapping("/jobs")
  Success<Jobs> jobs(
      @PathVariable String engine,
      @PathVariable String queue,
      @RequestParam(defaultValue = "dead") String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST_JOBS) {
      throw ApiException.invalid("limit", "must be 1 to 200");
    }
    var query = new JobQuery(state(state), cursor, limit);
    var page = control.jobs(new QueueId(engine, queue), query);
    return Success.of(
        new Jobs(page.items().stream().map(this::json).toList(), page.nextCursor(), page.total()));
  }

  @PostMapping("/jobs/{job}/retry")
  Success<Done> retry(
      @PathVariable String engine,
      @PathVariable String queue,
      @PathVariable String job,
      @AuthenticationPrincipal Caller caller) {
    control.retry(new QueueId(engine, queue), job, caller.name());
    return Success.of(new Done(true, "Sent back to " + queue + "."));
  }

  @PostMapping("/jobs/{job}/remove")
  Success<Done> remove(
      @PathVariable String engine,
      @PathVariable String queue,
      @PathVariable String job,
      @AuthenticationPrincipal Caller caller) {
    control.remove(new QueueId(engine, queue), job, caller.name());
    return Success.of(new Done(true, "Removed for good."));
  }

  private static JobState state(String word) {
    for (var state : JobState.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
        return state;
      }
    }
    throw ApiException.invalid(
        "state", "must be waiting, running, scheduled, retrying, dead or completed");
  }

  private static HistoryJson json(History history) {
    return new HistoryJson(
        history.bucketMillis(),
        history.from(),
        history.to(),
        history.buckets().stream()
            .map(b ->
                new BucketJson(b.at(), b.in(), b.done(), b.failed(), b.waiting(), b.oldestMillis()))
            .toList(),
        history.intervals().stream()
            .map(i -> new IntervalJson(i.from(), i.to(), i.phase()))
            .toList());
  }

  private JobJson json(Job job) {
    return new JobJson(
        job.id(),
        BreakerJson.word(job.state()),
        job.nativeState(),
        job.attempts(),
        job.enqueuedAt(),
        job.error(),
        job.body() == null ? null : redaction.text(job.body()),
        redaction.properties(job.properties()),
        new RedriveJson(BreakerJson.word(job.redrive().kind()), job.redrive().reason()));
  }
}
