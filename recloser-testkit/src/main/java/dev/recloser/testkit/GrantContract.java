package dev.recloser.testkit;

import static dev.recloser.testkit.Contracts.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Grant;
import dev.recloser.engine.QueueSample.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#GRANT} with workers that know nothing of Recloser. */
public interface GrantContract extends EngineContract {

  /** Enough of them that a gate that leaks shows. */
  int WORKERS = 3;

  /** Exactly n of many jobs start, for every n up to ten, though three workers are idle. */
  @Test
  default void asManyStartAsWereGranted() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      var crew = bench.startWorkers(WORKERS, 0);
      bench.send(JobPlan.succeeding(100));
      bench.settle();
      assertThat(crew.started()).as("starts without a grant").isZero();

      for (var starts = 1; starts <= 10; starts++) {
        assertGrantLetsStart(bench, crew, starts);
      }
    }
  }

  /** The same with workers that would take more at once. */
  @Test
  default void prefetchTakesNoMoreThanWasGranted() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      var crew = bench.startWorkers(WORKERS, 10);
      bench.send(JobPlan.succeeding(50));

      assertGrantLetsStart(bench, crew, 1);
      assertGrantLetsStart(bench, crew, 4);
    }
  }

  /** Nothing waits yet: the grant is for the jobs that come. */
  @Test
  default void aGrantWaitsForJobs() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      var crew = bench.startWorkers(WORKERS, 0);
      bench.engine().grant(bench.queue(), new Grant(1, 2, true));

      bench.send(JobPlan.succeeding(6));

      assertStarts(bench, crew, 2);
    }
  }

  /** Grants are replaced, not added up. */
  @Test
  default void aGrantReplacesTheOneBefore() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      bench.send(JobPlan.succeeding(20));
      bench.engine().grant(bench.queue(), new Grant(1, 5, true));
      bench.engine().grant(bench.queue(), new Grant(2, 2, true));

      var crew = bench.startWorkers(WORKERS, 0);

      assertStarts(bench, crew, 2);
    }
  }

  /** A hold withdraws what was granted and not used. */
  @Test
  default void aHoldEndsAGrant() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      bench.send(JobPlan.succeeding(5));
      bench.engine().grant(bench.queue(), new Grant(1, 3, true));

      bench.engine().hold(bench.queue(), "again");
      var crew = bench.startWorkers(2, 0);
      bench.settle();

      assertThat(crew.started()).isZero();
    }
  }

  /** The queue stays held under a grant. */
  @Test
  default void aGrantDoesNotEndTheHold() {
    try (var bench = bench()) {
      var held = bench.engine().hold(bench.queue(), "contract");

      bench.engine().grant(bench.queue(), new Grant(1, 2, true));

      assertThat(bench.sample().gate()).isEqualTo(held);
    }
  }

  /** A grant on a queue that flows would mean nothing. */
  @Test
  default void aQueueThatFlowsTakesNoGrant() {
    try (var bench = bench()) {
      var queue = bench.queue();
      var grant = new Grant(1, 1, true);
      assertKind(() -> bench.engine().grant(queue, grant), Kind.REFUSED, "never held");

      bench.engine().hold(queue, "contract");
      bench.engine().flow(queue);

      assertKind(() -> bench.engine().grant(queue, grant), Kind.REFUSED, "held no more");
    }
  }

  /** Probes come again and again while the dependency is down. No job may die of them. */
  @Test
  default void aProbeNeverKillsAJob() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      var id = bench.send(JobPlan.succeeds());
      var crew = bench.startWorkers(2, 0);
      crew.dependencyUp(false);

      for (var probe = 1; probe <= bench.harness().maxAttempts() + 2; probe++) {
        bench.engine().grant(bench.queue(), new Grant(probe, 1, false));
        bench.until("a probe ran", () -> !crew.runs().isEmpty());
        bench.settle();
      }
      bench.engine().hold(bench.queue(), "contract");
      bench.settle();
      crew.dependencyUp(true);
      bench.engine().flow(bench.queue());

      bench.until(
          "the job succeeds",
          () -> crew.runs().stream().anyMatch(run -> run.jobId().equals(id) && !run.failed()));
    }
  }

  /** A grant that is no probe spends attempts as ordinary flow does. */
  @Test
  default void aGrantThatIsNoProbeSpendsAttempts() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      bench.send(JobPlan.dies());
      var crew = bench.startWorkers(1, 0);

      for (var attempt = 1; attempt <= bench.harness().maxAttempts(); attempt++) {
        var ended = attempt;
        bench.engine().grant(bench.queue(), new Grant(attempt, 1, true));
        bench.until("attempt " + attempt + " ended", () -> crew.runs().size() >= ended);
      }
      bench.engine().grant(bench.queue(), new Grant(99, 1, true));
      bench.settle();

      assertThat(crew.runs()).hasSize(bench.harness().maxAttempts());
      if (bench.can(Capability.COUNT)) {
        assertThat(List.of(bench.sample().counts()))
            .extracting(Counts::waiting)
            .containsExactly(0L);
      }
    }
  }

  private static void assertGrantLetsStart(Bench bench, WorkerCrew crew, int starts) {
    var before = crew.started();
    bench.engine().grant(bench.queue(), new Grant(starts, starts, true));
    bench.until(starts + " jobs start", () -> crew.started() >= before + starts);
    bench.settle();
    bench.until("all ended", () -> crew.runs().size() == crew.started());
    bench.engine().hold(bench.queue(), "contract"); // a bounded engine may owe permits
    assertThat(crew.started() - before)
        .as("starts under a grant of %d", starts)
        .isBetween((long) starts, bench.harness().grantBound(starts, WORKERS));
  }

  private static void assertStarts(Bench bench, WorkerCrew crew, int starts) {
    bench.until(starts + " jobs start", () -> crew.started() >= starts);
    bench.settle();
    assertThat(crew.started())
        .isBetween((long) starts, bench.harness().grantBound(starts, WORKERS));
  }
}
