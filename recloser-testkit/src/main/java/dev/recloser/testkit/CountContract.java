package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.QueueSample.Counts;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Proves {@link Capability#COUNT}. Waiting jobs must be counted; another state may be unknown, then
 * it is null and never 0.
 */
public interface CountContract extends EngineContract {

  /** Jobs without workers wait. */
  @Test
  default void waitingJobsAreCounted() {
    try (var bench = bench()) {
      assertThat(bench.sample().counts().waiting()).isZero();

      bench.send(JobPlan.succeeding(3));

      bench.until("3 jobs wait", () -> Objects.equals(bench.sample().counts().waiting(), 3L));
    }
  }

  /** A job that a worker holds does not wait. */
  @Test
  default void runningJobsAreCounted() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(1, 0);
      crew.freeze();
      bench.send(JobPlan.succeeding(3));

      bench.until("1 job runs", () -> crew.started() == 1);

      bench.until("2 jobs wait", () -> isOrUnknown(bench, Counts::waiting, 2));
      bench.until("1 job is counted as running", () -> isOrUnknown(bench, Counts::running, 1));
    }
  }

  /** A job that failed for good is dead and nothing else. */
  @Test
  default void deadJobsAreCounted() {
    try (var bench = bench()) {
      bench.deadJob();

      bench.until("1 job is dead", () -> isOrUnknown(bench, Counts::dead, 1));
      bench.until("no job waits", () -> isOrUnknown(bench, Counts::waiting, 0));
      bench.until("no job runs", () -> isOrUnknown(bench, Counts::running, 0));
    }
  }

  /** Rates are made from totals. */
  @Test
  default void totalsGrowWithEveryJob() {
    try (var bench = bench()) {
      var before = bench.sample().totals();
      var crew = bench.startWorkers(2, 0);
      bench.send(JobPlan.succeeding(5));
      bench.send(JobPlan.failsTimes(1));

      bench.until("7 runs ended", () -> crew.runs().size() == 7);

      bench.until(
          "6 jobs were added, 6 done, 1 attempt failed",
          () -> {
            var after = bench.sample().totals();
            return grewBy(before.added(), after.added(), 6)
                && grewBy(before.done(), after.done(), 6)
                && grewBy(before.failed(), after.failed(), 1);
          });
    }
  }

  private static boolean isOrUnknown(
      Bench bench, Function<Counts, @Nullable Long> state, long expected) {
    var count = state.apply(bench.sample().counts());
    return count == null || count == expected;
  }

  private static boolean grewBy(@Nullable Long before, @Nullable Long after, long growth) {
    if (before == null || after == null) {
      return before == null && after == null; // always unknown is honest
    }
    return after - before == growth;
  }
}
