package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.QueueSample.Worker;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#WORKERS}. */
public interface WorkersContract extends EngineContract {

  /** Each worker has its own name while it is there. */
  @Test
  default void workersAreNamedWhileTheyAreThere() {
    try (var bench = bench()) {
      assertThat(workers(bench)).isEmpty();

      var crew = bench.startWorkers(2, 0);
      bench.until("2 workers are seen", () -> workers(bench).size() == 2);
      assertThat(workers(bench)).extracting(Worker::name).doesNotHaveDuplicates();

      crew.close();
      bench.until("they are gone", () -> workers(bench).isEmpty());
    }
  }

  /** What workers hold is known, prefetched jobs included, or said to be unknown. */
  @Test
  default void whatWorkersHoldIsCounted() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(2, 1);
      crew.freeze();
      bench.send(JobPlan.succeeding(10));
      bench.until("both run a job", () -> crew.started() == 2);

      bench.until(
          "4 jobs are with workers",
          () -> {
            var held = bench.sample().withWorkers();
            return held == null || held == 4;
          });
    }
  }

  /** What more is told of a worker is told of this one, and is new. */
  @Test
  default void whatIsToldOfAWorkerIsTrue() {
    try (var bench = bench()) {
      var _ = bench.startWorkers(1, 0);
      var before = bench.engine().sample().takenAt();
      bench.until(
          "it is heard anew, or nobody knows",
          () ->
              workers(bench).stream()
                  .allMatch(it -> it.heardAt() == null || !it.heardAt().isBefore(before)));

      assertThat(workers(bench)).hasSize(1);
      var worker = workers(bench).getFirst();
      assertThat(worker.capacity()).as("it runs one job at a time").isIn(null, 1);
      assertThat(worker.load())
          .satisfiesAnyOf(
              load -> assertThat(load).isNull(), load -> assertThat(load).isNotNegative());
    }
  }

  private static List<Worker> workers(Bench bench) {
    return Objects.requireNonNull(bench.sample().workers(), "workers are declared but unknown");
  }
}
