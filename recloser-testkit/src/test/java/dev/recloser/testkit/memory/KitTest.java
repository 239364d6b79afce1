package dev.recloser.testkit.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.GrantContract;
import dev.recloser.testkit.HoldContract;
import dev.recloser.testkit.OutcomesContract;
import dev.recloser.testkit.RetryContract;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The kit finds engines that do not keep what they declare. */
class KitTest {

  @Test
  void findsAHoldThatOnlyShows() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public GateView hold(String queue, String reason) {
                return new GateView(true, Owner.RECLOSER);
              }
            };

    assertFails(lie, HoldContract::noAttemptStartsAfterAHold);
    assertFails(lie, HoldContract::noAttemptStartsAfterAHoldButThoseInHand);
    assertFails(lie, HoldContract::theGateReadsBack);
    assertFails(lie, HoldContract::aRetryThatFallsDueIsHeldToo);
  }

  @Test
  void findsAHoldThatIsForgottenAtOpen() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public void open(Set<String> held, OutcomeSink sink) {
                super.open(Set.of(), sink);
              }
            };

    assertFails(lie, HoldContract::aQueueNamedAtOpenIsHeld);
  }

  @Test
  void findsAHoldThatIsLostOnReopen() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public void open(Set<String> held, OutcomeSink sink) {
                super.open(held, sink);
                engine.sample().queues().stream()
                    .filter(queue -> !held.contains(queue.queue()))
                    .forEach(queue -> engine.flow(queue.queue()));
              }
            };

    assertFails(lie, HoldContract::aHoldOutlivesTheEngineObject);
  }

  @Test
  void findsAFlowThatUndoesAForeignPause() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public GateView flow(String queue) {
                engine.broker().foreignResume(queue);
                return super.flow(queue);
              }
            };

    assertFails(lie, HoldContract::aForeignPauseOutlivesAHold);
  }

  @Test
  void findsAGrantOfOneTooMany() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public void grant(String queue, Grant grant) {
                super.grant(
                    queue, new Grant(grant.id(), grant.starts() + 1, grant.spendsAttempt()));
              }
            };

    assertFails(lie, GrantContract::asManyStartAsWereGranted);
    assertFails(lie, GrantContract::prefetchTakesNoMoreThanWasGranted);
    assertFails(lie, GrantContract::aGrantWaitsForJobs);
    assertFails(lie, GrantContract::aGrantReplacesTheOneBefore);
  }

  @Test
  void findsAProbeThatSpendsAttempts() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public void grant(String queue, Grant grant) {
                super.grant(queue, new Grant(grant.id(), grant.starts(), true));
              }
            };

    assertFails(lie, GrantContract::aProbeNeverKillsAJob);
  }

  @Test
  void findsAGrantWithoutItsId() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public void grant(String queue, Grant grant) {
                super.grant(queue, new Grant(42, grant.starts(), grant.spendsAttempt()));
              }
            };

    assertFails(lie, OutcomesContract::aLateOutcomeCarriesItsOwnGrant);
    assertFails(lie, OutcomesContract::anAttemptFromBeforeTheHoldCarriesNoGrant);
  }

  @Test
  void findsOutcomesThatComeTwice() {
    Function<MemoryEngine, Engine> lie =
        engine -> {
          engine.broker().faults().doublesOutcomes(true);
          return engine;
        };

    assertFails(lie, OutcomesContract::everyAttemptHasOneOutcome);
  }

  @Test
  void findsOutcomesThatNeverCome() {
    Function<MemoryEngine, Engine> lie =
        engine -> {
          engine.broker().faults().losesOutcomes(true);
          return engine;
        };

    assertFails(lie, OutcomesContract::everyAttemptHasOneOutcome);
  }

  @Test
  void findsARetryThatDoesNothing() {
    Function<MemoryEngine, Engine> lie =
        engine ->
            new Liar(engine) {
              @Override
              public void retry(String queue, String jobId) {}
            };

    assertFails(lie, RetryContract::aDeadJobRunsAgain);
    assertFails(lie, RetryContract::aJobIsRetriedOnce);
  }

  @Test
  void findsACapabilityThatIsDeclaredAndNotProved() {
    assertFails(engine -> engine, Contract::everyDeclaredCapabilityHasItsContract);
  }

  @Test
  void findsAContractThatIsFulfilledAndNotDeclared() {
    Function<MemoryEngine, Engine> shy =
        engine ->
            new MemoryEngine(
                engine.broker(),
                MemoryInfo.without(
                    Capability.DISCOVER,
                    Capability.COUNT,
                    Capability.AGE,
                    Capability.BROWSE,
                    Capability.REMOVE,
                    Capability.WORKERS,
                    Capability.SEND,
                    Capability.RETRY));

    assertFails(shy, Contract::everyDeclaredCapabilityHasItsContract);
  }

  private static void assertFails(Function<MemoryEngine, Engine> lie, Consumer<Contract> test) {
    var harness = new MemoryHarness();
    Contract contract =
        new Contract() {
          @Override
          public Engine engine() {
            return lie.apply(new MemoryEngine(harness.broker()));
          }

          @Override
          public EngineHarness harness() {
            return harness;
          }
        };
    assertThatThrownBy(() -> test.accept(contract)).isInstanceOf(AssertionError.class);
  }

  /** Some of the capabilities of the engine. */
  private interface Contract extends HoldContract, GrantContract, OutcomesContract, RetryContract {}
}
