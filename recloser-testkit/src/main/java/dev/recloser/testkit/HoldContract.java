package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#HOLD} with workers that know nothing of Recloser. */
public interface HoldContract extends EngineContract {

  /** The promise of the product. Frozen workers cannot hide a gate that leaks. */
  @Test
  default void noAttemptStartsAfterAHold() {
    assertNoStartAfterAHold(3, 0);
  }

  /** The same with jobs that workers hold ready. */
  @Test
  default void noAttemptStartsAfterAHoldButThoseInHand() {
    assertNoStartAfterAHold(2, 4);
  }

  /** A hold takes no job from a worker. */
  @Test
  default void whatAWorkerHoldsEndsAsEver() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(1, 0);
      crew.freeze();
      bench.send(JobPlan.succeeds());
      bench.until("the job runs", () -> crew.started() == 1);

      bench.engine().hold(bench.queue(), "contract");
      crew.thaw();

      bench.until("it ends", () -> crew.runs().size() == 1);
      assertThat(crew.runs().getFirst().failed()).isFalse();
    }
  }

  /** A retry that falls due waits like any other job. */
  @Test
  default void aRetryThatFallsDueIsHeldToo() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(2, 0);
      crew.freeze();
      bench.send(JobPlan.failsTimes(1));
      bench.until("the job runs", () -> crew.started() == 1);
      bench.engine().hold(bench.queue(), "contract");
      crew.thaw();
      bench.until("it fails", () -> crew.runs().size() == 1);

      bench.settle();
      assertThat(crew.started()).isEqualTo(1);

      bench.engine().flow(bench.queue());
      bench.until("it runs again", () -> crew.runs().size() == 2);
    }
  }

  /** What the engine answers is what it shows. */
  @Test
  default void theGateReadsBack() {
    try (var bench = bench()) {
      assertThat(bench.sample().gate()).isEqualTo(GateView.FLOWING);

      var held = bench.engine().hold(bench.queue(), "contract");
      assertHeldByRecloser(held);
      assertThat(bench.sample().gate()).isEqualTo(held);

      var flowing = bench.engine().flow(bench.queue());
      assertThat(flowing).isEqualTo(GateView.FLOWING);
      assertThat(bench.sample().gate()).isEqualTo(GateView.FLOWING);
    }
  }

  /** The control repeats itself after a crash; one flow undoes any number of holds. */
  @Test
  default void holdAndFlowMayBeRepeated() {
    try (var bench = bench()) {
      bench.engine().flow(bench.queue());
      bench.engine().hold(bench.queue(), "first");
      assertHeldByRecloser(bench.engine().hold(bench.queue(), "second"));
      bench.engine().flow(bench.queue());
      assertThat(bench.engine().flow(bench.queue())).isEqualTo(GateView.FLOWING);

      var crew = bench.startWorkers(1, 0);
      bench.send(JobPlan.succeeds());
      bench.until("the job is done", () -> crew.runs().size() == 1);
    }
  }

  /** Flow lets everything go that waited. */
  @Test
  default void flowReleasesWhatWaited() {
    try (var bench = bench()) {
      bench.engine().hold(bench.queue(), "contract");
      var crew = bench.startWorkers(2, 1);
      bench.send(JobPlan.succeeding(12));
      bench.settle();
      assertThat(crew.started()).isZero();

      bench.engine().flow(bench.queue());

      bench.until("all jobs are done", () -> crew.runs().size() == 12);
    }
  }

  /** The hold is the engine's, not the connection's. */
  @Test
  default void aHoldOutlivesTheEngineObject() {
    try (var bench = bench()) {
      bench.send(JobPlan.succeeding(3));
      bench.engine().hold(bench.queue(), "contract");

      bench.reopen(Set.of());
      var crew = bench.startWorkers(2, 0);

      assertHeldByRecloser(bench.sample().gate());
      bench.settle();
      assertThat(crew.started()).isZero();
      assertThat(bench.engine().flow(bench.queue())).isEqualTo(GateView.FLOWING);
      bench.until("all jobs are done", () -> crew.runs().size() == 3);
    }
  }

  /** A queue that has to be held is held before anybody is served. */
  @Test
  default void aQueueNamedAtOpenIsHeld() {
    try (var bench = bench()) {
      bench.send(JobPlan.succeeding(3));

      bench.reopen(Set.of(bench.queue(), "no-such-queue"));
      var crew = bench.startWorkers(2, 0);

      assertHeldByRecloser(bench.sample().gate());
      bench.settle();
      assertThat(crew.started()).isZero();
    }
  }

  /** A pause that somebody else set is shown. */
  @Test
  default void aForeignPauseIsSeen() {
    try (var bench = bench()) {
      bench.harness().foreignPause(bench.queue());

      bench.until("the pause is seen", () -> bench.sample().gate().held());
      assertThat(bench.sample().gate().owner()).isIn(Owner.EXTERNAL, Owner.UNKNOWN);
    }
  }

  /** A pause that somebody else set is his: Recloser's hold comes and goes over it. */
  @Test
  default void aForeignPauseOutlivesAHold() {
    try (var bench = bench()) {
      bench.harness().foreignPause(bench.queue());
      bench.until("the pause is seen", () -> bench.sample().gate().held());
      var crew = bench.startWorkers(2, 0);
      bench.send(JobPlan.succeeding(3));

      bench.engine().hold(bench.queue(), "contract");
      var after = bench.engine().flow(bench.queue());
      bench.settle();

      assertThat(after.held()).isTrue();
      assertThat(crew.started()).isZero();
      bench.harness().foreignResume(bench.queue());
      bench.until("all jobs are done", () -> crew.runs().size() == 3);
    }
  }

  private void assertNoStartAfterAHold(int workers, int prefetch) {
    try (var bench = bench()) {
      var crew = bench.startWorkers(workers, prefetch);
      crew.freeze();
      bench.send(JobPlan.succeeding(20));
      bench.until("all workers run a job", () -> crew.started() == workers);

      bench.engine().hold(bench.queue(), "contract");
      crew.thaw();
      bench.settle();
      bench.send(JobPlan.succeeding(5));
      bench.settle();

      var inHand = (long) workers * (1 + prefetch);
      assertThat(crew.started())
          .as("starts, of which %d were in hand", inHand)
          .isBetween((long) workers, inHand + bench.harness().holdBound(workers));
    }
  }

  private static void assertHeldByRecloser(GateView gate) {
    assertThat(gate.held()).isTrue();
    assertThat(gate.owner()).isIn(Owner.RECLOSER, Owner.UNKNOWN);
  }
}
