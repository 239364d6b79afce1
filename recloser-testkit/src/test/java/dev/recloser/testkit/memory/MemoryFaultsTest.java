package dev.recloser.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.testkit.RecordingSink;
import dev.recloser.testkit.RecordingSink.Missed;
import dev.recloser.testkit.memory.MemoryFaults.Link;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryFaultsTest {

  private static final String MAIL = "mail";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MemoryBroker broker = new MemoryBroker(new VirtualClock(), 7);
  private final MemoryEngine engine = new MemoryEngine(broker);
  private final RecordingSink sink = new RecordingSink();

  @BeforeEach
  void open() {
    broker.createQueue(MAIL);
    engine.open(Set.of(), sink);
  }

  @Test
  void anEngineThatIsDownAnswersAgainAfterAnotherOpen() {
    broker.faults().link(Link.DOWN);
    assertUnreachable(engine::sample);
    assertUnreachable(() -> engine.open(Set.of(), sink));

    broker.faults().link(Link.UP);
    assertUnreachable(engine::sample);
    engine.open(Set.of(), sink);

    assertThat(engine.sample().queues()).hasSize(1);
  }

  @Test
  void outcomesOfAnOutageOfTheLinkAreMissedAndSaidToBe() {
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.faults().link(Link.DOWN);
    broker.send(MAIL, "a", 3);
    engine.advance(MINUTE);
    broker.faults().link(Link.UP);
    assertThat(sink.missed()).isEmpty();

    engine.open(Set.of(), sink);

    assertThat(sink.outcomes()).isEmpty();
    assertThat(sink.missed()).extracting(Missed::queue).containsExactly(MAIL);
    assertThat(sample().totals()).isEqualTo(new Totals(3L, 3L, 0L));
  }

  @Test
  void aCallThatHangsTakesItsTimeOutAndDoesNothing() {
    broker.faults().link(Link.HANGS);
    var before = broker.clock().instant();

    assertUnreachable(() -> engine.hold(MAIL, "test"));

    assertThat(broker.clock().instant()).isEqualTo(before.plus(MemoryEngine.CALL_TIMEOUT));
    broker.faults().link(Link.UP);
    assertThat(sample().gate()).isEqualTo(GateView.FLOWING);
  }

  @Test
  void aCallWhoseAnswerIsLostHasItsEffect() {
    broker.faults().link(Link.HANGS_AFTER_EFFECT);

    assertUnreachable(() -> engine.hold(MAIL, "test"));

    broker.faults().link(Link.UP);
    assertThat(sample().gate()).isEqualTo(new GateView(true, Owner.RECLOSER));
  }

  @Test
  void outcomesComeLateWhenTheLinkHung() {
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.faults().link(Link.HANGS);
    broker.send(MAIL, "a", 2);
    engine.advance(MINUTE);
    assertThat(sink.outcomes()).isEmpty();

    broker.faults().link(Link.UP);

    assertThat(sink.outcomes()).extracting(Outcome::jobId).containsExactly("a-0", "a-1");
    assertThat(sink.missed()).isEmpty();
  }

  @Test
  void aSlowCallLetsJobsEndMeanwhile() {
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.send(MAIL, "a", 1);
    broker.faults().slowness(Duration.ofMillis(150));

    engine.sample();

    assertThat(sink.outcomes()).hasSize(1);
  }

  @Test
  void lostOutcomesAreSaidToBeMissedAtTheEndOfTheLoss() {
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.faults().losesOutcomes(true);
    broker.send(MAIL, "a", 2);
    engine.advance(MINUTE);
    assertThat(sink.missed()).isEmpty();

    broker.faults().losesOutcomes(false);

    assertThat(sink.outcomes()).isEmpty();
    assertThat(sink.missed()).extracting(Missed::queue).containsExactly(MAIL);
  }

  @Test
  void outcomesCanComeTwice() {
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.faults().doublesOutcomes(true);
    broker.send(MAIL, "a", 1);

    engine.advance(MINUTE);

    assertThat(sink.outcomes()).extracting(Outcome::jobId).containsExactly("a-0", "a-0");
  }

  @Test
  void aLateOutcomeCarriesTheGrantItStartedUnder() {
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    engine.hold(MAIL, "test");
    broker.send(MAIL, "a", 5);
    broker.faults().outcomeDelay(Duration.ofSeconds(5));
    engine.grant(MAIL, new Grant(1, 1, true));
    engine.advance(Duration.ofSeconds(1));
    broker.faults().outcomeDelay(Duration.ZERO);
    engine.grant(MAIL, new Grant(2, 1, true));

    engine.advance(MINUTE);

    assertThat(sink.outcomes())
        .extracting(Outcome::jobId, Outcome::grant)
        .containsExactly(tuple("a-1", 2L), tuple("a-0", 1L));
  }

  @Test
  void errorsCanComeApart() {
    broker.startWorkers(MAIL, WorkerOptions.of(1).withDependency(Dependency.down()));
    broker.faults().explainsApart(true);
    broker.send(MAIL, "a", 1);

    engine.advance(Duration.ofMillis(100));

    assertThat(sink.outcomes()).extracting(Outcome::error).containsOnlyNulls();
    assertThat(sink.explanations())
        .extracting(explained -> explained.error().message())
        .containsExactly("Connection refused");
  }

  @Test
  void aRestartKeepsTheHoldAndTheJobsButNotTheTotalsOrTheGrant() {
    var workers = broker.startWorkers(MAIL, WorkerOptions.of(2));
    engine.hold(MAIL, "test");
    broker.send(MAIL, "a", 10);
    engine.grant(MAIL, new Grant(1, 5, true));

    broker.restart();
    assertUnreachable(engine::sample);
    engine.open(Set.of(), sink);
    engine.advance(MINUTE);

    assertThat(sample().gate()).isEqualTo(new GateView(true, Owner.RECLOSER));
    assertThat(sample().counts().waiting()).isEqualTo(10);
    assertThat(sample().totals()).isEqualTo(new Totals(0L, 0L, 0L));
    assertThat(workers.started()).as("the two before the restart").isEqualTo(2);
    assertThat(sink.outcomes()).isEmpty();
    assertThat(sink.missed()).extracting(Missed::queue).containsExactly(MAIL);
  }

  @Test
  void aForeignResumeUndoesTheHold() {
    engine.hold(MAIL, "test");
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.send(MAIL, "a", 2);

    broker.foreignResume(MAIL);
    engine.advance(MINUTE);

    assertThat(sample().gate()).isEqualTo(GateView.FLOWING);
    assertThat(sink.outcomes()).hasSize(2);
  }

  @Test
  void whatIsNotDeclaredIsUnknownInTheSample() {
    var poor = new MemoryEngine(broker, MemoryInfo.of(Map.of()));
    poor.open(Set.of(), sink);
    broker.send(MAIL, "a", 2);

    var sample = poor.sample().queues().getFirst();

    assertThat(sample.counts()).isEqualTo(QueueSample.Counts.UNKNOWN);
    assertThat(sample.totals()).isEqualTo(Totals.UNKNOWN);
    assertThat(sample.oldestWaiting()).isNull();
    assertThat(sample.workers()).isNull();
  }

  private QueueSample sample() {
    return engine.sample().queues().getFirst();
  }

  private static void assertUnreachable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
  }
}
