package dev.recloser.testkit;

import static dev.recloser.testkit.Contracts.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException.Kind;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#RETRY}. */
public interface RetryContract extends EngineContract {

  /** A dead job that is sent back runs again, as the job it was. */
  @Test
  default void aDeadJobRunsAgain() {
    try (var bench = bench()) {
      var id = bench.deadJob();

      bench.engine().retry(bench.queue(), id);
      var crew = bench.startWorkers(1, 0);

      bench.until("it runs", () -> !crew.runs().isEmpty());
      assertThat(crew.runs()).allSatisfy(run -> assertThat(run.jobId()).isEqualTo(id));
    }
  }

  /** Of two calls for one job one succeeds. */
  @Test
  default void aJobIsRetriedOnce() {
    try (var bench = bench()) {
      var id = bench.deadJob();
      bench.engine().retry(bench.queue(), id);

      assertKind(() -> bench.engine().retry(bench.queue(), id), Kind.NOT_FOUND, "second retry");

      var crew = bench.startWorkers(1, 0);
      bench.until("the job runs", () -> crew.started() > 0);
    }
  }

  /** Only a job that is there can be retried. */
  @Test
  default void anUnknownJobIsNotRetried() {
    try (var bench = bench()) {
      assertKind(
          () -> bench.engine().retry(bench.queue(), "no-such-job"), Kind.NOT_FOUND, "unknown job");
    }
  }

  /** A job that is sent back to a held queue waits there. */
  @Test
  default void aRetriedJobWaitsInAHeldQueue() {
    try (var bench = bench()) {
      assumeTrue(bench.can(Capability.HOLD), "no queue can be held");
      var id = bench.deadJob();
      bench.engine().hold(bench.queue(), "contract");
      var crew = bench.startWorkers(1, 0);

      bench.engine().retry(bench.queue(), id);
      bench.settle();

      assertThat(crew.started()).isZero();
    }
  }
}
