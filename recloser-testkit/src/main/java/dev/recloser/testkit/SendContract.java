package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.testkit.WorkerCrew.SeenRun;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#SEND} with the harness's producer. */
public interface SendContract extends EngineContract {

  /** What a producer sends a worker gets, once. */
  @Test
  default void everySentJobRunsOnce() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(2, 1);

      var ids = bench.send(JobPlan.succeeding(20));

      bench.until("all jobs are done", () -> crew.runs().size() >= ids.size());
      bench.settle();
      assertThat(crew.runs()).extracting(SeenRun::jobId).containsExactlyInAnyOrderElementsOf(ids);
    }
  }
}
