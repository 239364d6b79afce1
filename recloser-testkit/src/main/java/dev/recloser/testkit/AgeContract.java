package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#AGE}. */
public interface AgeContract extends EngineContract {

  /** The age of the oldest waiting job grows while it waits. */
  @Test
  default void theAgeGrowsWhileAJobWaits() {
    try (var bench = bench()) {
      bench.send(JobPlan.succeeding(2));
      bench.until("an age is known", () -> bench.sample().oldestWaiting() != null);
      var first = bench.sample().oldestWaiting();

      assertThat(first).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO);
      bench.until(
          "it grows",
          () -> {
            var later = bench.sample().oldestWaiting();
            return later != null && first != null && later.compareTo(first) > 0;
          });
    }
  }

  /** Nothing waits: no age, rather than zero. */
  @Test
  default void noJobHasNoAge() {
    try (var bench = bench()) {
      assertThat(bench.sample().oldestWaiting()).isNull();

      var crew = bench.startWorkers(1, 0);
      bench.send(JobPlan.succeeds());
      bench.until("the job is done", () -> crew.runs().size() == 1);

      bench.until("the age is gone", () -> bench.sample().oldestWaiting() == null);
    }
  }
}
