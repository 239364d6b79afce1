package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Suspect;
import dev.recloser.engine.Outcome;
import dev.recloser.policy.QueuePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an engine's reports into batches for the breaker: one per period in which the attempts
 * started. The policy tells which failures count and which successes are slow. Confined to its
 * guard.
 */
final class OutcomeTally {

  private static final int MAX_FRESH = 8;

  private final FreshJobs fresh = new FreshJobs();
  private final Failures failures = new Failures();
  private final Suspects suspects = new Suspects();

  /** Counts of one period, in the order of arrival. */
  private static final class Batch {
    private int succeeded;
    private int failed;
    private int ignored;
    private int tail;
    private int slow;
    private @Nullable Duration retryAfter;
    private final List<Long> freshJobs = new ArrayList<>();

    private Event.Outcomes event(long period, @Nullable Suspect suspect) {
      return new Event.Outcomes(
          period, succeeded, failed, ignored, tail, freshJobs, slow, retryAfter, suspect);
    }

    private void ask(@Nullable Duration wait) {
      if (wait != null && (retryAfter == null || wait.compareTo(retryAfter) > 0)) {
        retryAfter = wait;
      }
    }
  }

  Failures failures() {
    return failures;
  }

  List<Event.Outcomes> batches(
      List<OutcomeBuffer.Report> reports, BreakerState state, QueuePolicy policy, Instant now) {
    Map<Long, Batch> batches = new LinkedHashMap<>();
    for (var report : reports) { // texts first: they tell whether a failure counts
      if (report instanceof OutcomeBuffer.Explained(_, var jobId, var attempt, var error)) {
        failures.explain(jobId, attempt, error);
      }
    }
    for (var report : reports) {
      switch (report) {
        case OutcomeBuffer.Ended(var outcome) -> {
          long period = state.periodOf(outcome.grant(), outcome.startedAt());
          add(batches.computeIfAbsent(period, _ -> new Batch()), outcome, policy, now);
        }
        case OutcomeBuffer.Resent(_, var job) -> fresh.forget(FreshJobs.hash(job));
        case OutcomeBuffer.Explained _, OutcomeBuffer.Missed _ -> {} // unknown is not failure
      }
    }
    var suspect = suspects.find();
    return batches.entrySet().stream().map(e -> e.getValue().event(e.getKey(), suspect)).toList();
  }

  private void add(Batch batch, Outcome outcome, QueuePolicy policy, Instant now) {
    switch (outcome.kind()) {
      case SUCCESS -> {
        suspects.add(outcome);
        batch.succeeded++;
        batch.tail = 0;
        batch.slow += isSlow(outcome, policy) ? 1 : 0;
      }
      case IGNORED -> batch.ignored++;
      case FAILURE -> failed(batch, outcome, policy, now);
    }
  }

  private void failed(Batch batch, Outcome outcome, QueuePolicy policy, Instant now) {
    var error =
        outcome.error() != null
            ? outcome.error()
            : failures.early(outcome.jobId(), outcome.attempt());
    failures.add(outcome, now);
    boolean counts =
        policy
            .errors()
            .counts(
                outcome.type(),
                error == null ? null : error.errorClass(),
                error == null ? null : error.message());
    if (!counts) {
      batch.ignored++;
      return;
    }
    suspects.add(outcome);
    batch.failed++;
    batch.tail++;
    batch.ask(error == null ? null : error.retryAfter());
    long hash = FreshJobs.hash(outcome.jobId());
    if (fresh.failed(hash, now) && batch.freshJobs.size() < MAX_FRESH) {
      batch.freshJobs.add(hash);
    }
  }

  private static boolean isSlow(Outcome outcome, QueuePolicy policy) {
    return policy.slowThreshold() != null
        && outcome.startedAt() != null
        && Duration.between(outcome.startedAt(), outcome.endedAt())
                .compareTo(policy.slowThreshold())
            > 0;
  }
}
