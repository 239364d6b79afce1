package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Event;
import dev.recloser.engine.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an engine's reports into batches for the breaker: one per period in which the attempts
 * started. Confined to its guard.
 */
final class OutcomeTally {

  private static final int MAX_FRESH = 8;

  private final FreshJobs fresh = new FreshJobs();
  private final Failures failures = new Failures();

  /** Counts of one period, in the order of arrival. */
  private static final class Batch {
    private int succeeded;
    private int failed;
    private int ignored;
    private int tail;
    private final List<Long> freshJobs = new ArrayList<>();

    private Event.Outcomes event(long period) {
      return new Event.Outcomes(period, succeeded, failed, ignored, tail, freshJobs);
    }
  }

  Failures failures() {
    return failures;
  }

  List<Event.Outcomes> batches(
      List<OutcomeBuffer.Report> reports, BreakerState state, Instant now) {
    Map<Long, Batch> batches = new LinkedHashMap<>();
    for (var report : reports) {
      switch (report) {
        case OutcomeBuffer.Ended(var outcome) -> {
          long period = state.periodOf(outcome.grant(), outcome.startedAt());
          add(batches.computeIfAbsent(period, _ -> new Batch()), outcome, now);
        }
        case OutcomeBuffer.Explained(_, var jobId, var attempt, var error) ->
            failures.explain(jobId, attempt, error);
        case OutcomeBuffer.Missed _ -> {} // unknown is not failure
      }
    }
    return batches.entrySet().stream().map(e -> e.getValue().event(e.getKey())).toList();
  }

  private void add(Batch batch, Outcome outcome, Instant now) {
    switch (outcome.kind()) {
      case SUCCESS -> {
        batch.succeeded++;
        batch.tail = 0;
      }
      case IGNORED -> batch.ignored++;
      case FAILURE -> {
        batch.failed++;
        batch.tail++;
        failures.add(outcome, now);
        long hash = FreshJobs.hash(outcome.jobId());
        if (fresh.failed(hash, now) && batch.freshJobs.size() < MAX_FRESH) {
          batch.freshJobs.add(hash);
        }
      }
    }
  }
}
