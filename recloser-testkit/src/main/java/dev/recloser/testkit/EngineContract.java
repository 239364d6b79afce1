package dev.recloser.testkit;

import static dev.recloser.testkit.Contracts.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.Support.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every engine does. The test class of an engine implements this and the contract of each
 * capability that the engine declares; JUnit makes a new object for each test, whose fields hold
 * the harness and what it needs.
 */
public interface EngineContract {

  /**
   * A new engine object over the system of {@link #harness()}, not yet open. When it is called
   * again in one test, the earlier one was closed.
   */
  Engine engine();

  /** The harness of this test, always the same one. */
  EngineHarness harness();

  /** Opens an engine with a fresh queue. */
  default Bench bench() {
    return Bench.of(this);
  }

  /** Declared is proved, and proved is declared. */
  @Test
  default void everyDeclaredCapabilityHasItsContract() {
    try (var bench = bench()) {
      var info = bench.engine().info();

      for (var capability : Capability.values()) {
        assertThat(Contracts.of(capability).isInstance(this))
            .as("%s is declared as %s", capability, info.support(capability))
            .isEqualTo(info.can(capability));
      }
    }
  }

  /** The levels make sense, and a bound is named. */
  @Test
  default void everyDeclaredLevelFitsItsCapability() {
    try (var bench = bench()) {
      var info = bench.engine().info();

      info.capabilities()
          .forEach((capability, support) -> {
            assertThat(support.level()).as(capability.name()).isIn(Contracts.levels(capability));
            if (support.level() == Level.BOUNDED) {
              assertThat(support.note()).as("the bound of " + capability).isNotBlank();
            }
          });
      assertThat(info.kind()).matches("[a-z][a-z0-9-]*");
      assertThat(info.label()).isNotBlank();
    }
  }

  /** What is not declared is refused. */
  @Test
  default void whatIsNotDeclaredIsUnsupported() {
    try (var bench = bench()) {
      calls(bench.engine(), bench.queue())
          .forEach((call, needs) -> {
            if (!bench.can(needs)) {
              assertKind(call, Kind.UNSUPPORTED, needs.name());
            }
          });
    }
  }

  /** A queue that is not there is told apart from an engine that is not there. */
  @Test
  default void anUnknownQueueIsNotFound() {
    try (var bench = bench()) {
      calls(bench.engine(), "no-such-queue")
          .forEach((call, needs) -> {
            if (bench.can(needs)) {
              assertKind(call, Kind.NOT_FOUND, needs.name());
            }
          });
    }
  }

  /** An engine object costs nothing until it is opened. */
  @Test
  default void anEngineIsMadeAndClosedWithoutBeingOpened() {
    try (var harness = harness()) {
      var engine = engine();
      assertThat(engine.info().kind()).isNotBlank();
      engine.close();
      harness.unreachableEngine().ifPresent(Engine::close);
    }
  }

  /** An engine that does not answer is UNREACHABLE, and says what it is all the same. */
  @Test
  default void anEngineThatDoesNotAnswerIsUnreachable() {
    try (var harness = harness()) {
      harness
          .unreachableEngine()
          .ifPresent(engine -> {
            assertThat(engine.info().label()).isNotBlank();
            assertKind(() -> engine.open(Set.of(), new RecordingSink()), Kind.UNREACHABLE, "open");
            engine.close();
          });
    }
  }

  /** The second close does nothing. */
  @Test
  default void closesTwice() {
    try (var bench = bench()) {
      bench.engine().close();
      bench.engine().close();
    }
  }

  /** A second open checks or replaces the connection. */
  @Test
  default void opensOverAnOpenConnection() {
    try (var bench = bench()) {
      bench.engine().open(Set.of(), bench.sink());

      assertThat(bench.sample().queue()).isEqualTo(bench.queue());
    }
  }

  /** A queue is in the sample once. */
  @Test
  default void theSampleNamesEachQueueOnce() {
    try (var bench = bench()) {
      bench.harness().createQueue();

      assertThat(bench.engine().sample().queues())
          .extracting(QueueSample::queue)
          .contains(bench.queue())
          .doesNotHaveDuplicates();
    }
  }

  /** Logs are read by many. */
  @Test
  default void noTextShowsAPassword() {
    try (var bench = bench()) {
      var texts = bench.engine() + " " + bench.engine().info();

      bench.harness().secrets().forEach(secret -> assertThat(texts).doesNotContain(secret));
    }
  }

  private static Map<ThrowingCallable, Capability> calls(Engine engine, String queue) {
    var calls = new LinkedHashMap<ThrowingCallable, Capability>();
    calls.put(() -> engine.hold(queue, "contract"), Capability.HOLD);
    calls.put(() -> engine.flow(queue), Capability.HOLD);
    calls.put(() -> engine.grant(queue, new Grant(1, 1, true)), Capability.GRANT);
    calls.put(() -> engine.jobs(queue, new JobQuery(JobState.DEAD, null, 1)), Capability.BROWSE);
    calls.put(() -> engine.retry(queue, "no-such-job"), Capability.RETRY);
    calls.put(() -> engine.remove(queue, "no-such-job"), Capability.REMOVE);
    return calls;
  }
}
