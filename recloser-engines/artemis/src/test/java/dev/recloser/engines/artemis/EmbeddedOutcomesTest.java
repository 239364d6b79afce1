package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recloser.engine.Grant;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.testkit.Await;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How each way to end a run is told. */
class EmbeddedOutcomesTest {

  @TempDir Path folder;

  private Embedded broker;

  @BeforeEach
  void start() {
    broker = new Embedded(folder).open();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private int port() {
    return broker.engine.port();
  }

  private List<Outcome> outcomes(int count) {
    Await.polling().until(count + " outcomes", () -> broker.sink.outcomes("jobs").size() >= count);
    return broker.sink.outcomes("jobs");
  }

  @Test
  void anAmqpWorkersFourEndsAreToldApart() throws Exception {
    broker.close(); // a failed job must not come back within this test
    broker = new Embedded(folder, "embedded?redelivery-delay=10m").open();
    List<String> ids = Clients.AMQP.send(port(), "jobs", 4);

    try (var worker = new SingleJobs(port(), "jobs", 0)) {
      worker.end(worker.take(), SingleJobs.End.ACCEPTED);
      worker.end(worker.take(), SingleJobs.End.MODIFIED_FAILED);
      worker.end(worker.take(), SingleJobs.End.REJECTED);
      worker.end(worker.take(), SingleJobs.End.RELEASED);
      outcomes(4);
    }

    // a success is told after its commit, so the order may differ
    assertThat(outcomes(4))
        .extracting(Outcome::jobId, Outcome::kind, Outcome::lastAttempt)
        .containsExactlyInAnyOrder(
            tuple(ids.get(0), Kind.SUCCESS, false),
            tuple(ids.get(1), Kind.FAILURE, false),
            tuple(ids.get(2), Kind.FAILURE, true),
            tuple(ids.get(3), Kind.IGNORED, false));
    assertThat(broker.dead("jobs")).isEqualTo(1);
  }

  @Test
  void aWorkerThatLeavesGivesItsJobsBackUnharmed() throws Exception {
    Clients.AMQP.send(port(), "jobs", 5);

    var worker = new SingleJobs(port(), "jobs", 5);
    worker.take();
    Await.polling().until("all are in hand", () -> broker.running("jobs") == 5);
    worker.close();

    assertThat(outcomes(5)).hasSize(5).extracting(Outcome::kind).containsOnly(Kind.IGNORED);
    assertThat(broker.waiting("jobs") + broker.scheduled("jobs")).isEqualTo(5);
  }

  /** The broker counts the attempts of a lost core connection, and not always those of AMQP. */
  @ParameterizedTest
  @EnumSource
  void aKilledWorkerIsAtMostOneFailureHoweverManyJobsItHad(Clients protocol) throws Exception {
    Clients.AMQP.send(port(), "jobs", 5);

    try (var road = new BreakableRoad(port())) {
      Connection worker = protocol.prefetching(road.port());
      Session session = worker.createSession(true, Session.SESSION_TRANSACTED);
      session.createConsumer(session.createQueue("jobs")).receive();
      Await.polling().until("all are in hand", () -> broker.running("jobs") == 5);
      road.cut();

      assertThat(outcomes(5)).hasSize(5);
      assertThat(outcomes(5)).extracting(Outcome::kind).doesNotContain(Kind.SUCCESS);
      assertThat(outcomes(5).stream().filter(o -> o.kind() == Kind.FAILURE)).hasSizeLessThan(2);
    }
  }

  @Test
  void aFailedProbeSpendsNoAttemptAndEachPassesOverMoreOfTheHead() throws Exception {
    List<String> ids = Clients.AMQP.send(port(), "jobs", 22);
    broker.engine.hold("jobs", "test");

    try (var worker = new SingleJobs(port(), "jobs", 0)) {
      for (int probe = 1; probe <= 4; probe++) {
        broker.engine.grant("jobs", new Grant(probe, 1, false));
        worker.end(worker.take(), SingleJobs.End.MODIFIED_FAILED);
        outcomes(probe);
        Await.polling().until("it is due again", () -> broker.waiting("jobs") == 22);
      }
    }

    // the 1st; of 21 left the 4th; of 20 left the 16th; of 19 left only the last is after 63
    assertThat(outcomes(4))
        .extracting(Outcome::jobId)
        .containsExactly(ids.get(0), ids.get(4), ids.get(17), ids.get(21));
    assertThat(outcomes(4)).extracting(Outcome::attempt).containsOnly(1);
    assertThat(outcomes(4)).extracting(Outcome::grant).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aProbePrefersAJobThatNeverFailedToTheRetryAtTheHead() throws Exception {
    List<String> ids = Clients.AMQP.send(port(), "jobs", 2);

    try (var worker = new SingleJobs(port(), "jobs", 0)) {
      worker.end(worker.take(), SingleJobs.End.MODIFIED_FAILED);
      broker.engine.hold("jobs", "test");
      Await.polling().until("it is due again", () -> broker.waiting("jobs") == 2);
      broker.engine.grant("jobs", new Grant(1, 1, false));
      worker.end(worker.take(), SingleJobs.End.ACCEPTED);
    }

    assertThat(outcomes(2)).extracting(Outcome::jobId).containsExactlyElementsOf(ids);
  }

  @Test
  void aRejectedProbeDoesNotDie() throws Exception {
    Clients.AMQP.send(port(), "jobs", 1);
    broker.engine.hold("jobs", "test");
    broker.engine.grant("jobs", new Grant(1, 1, false));

    try (var worker = new SingleJobs(port(), "jobs", 0)) {
      worker.end(worker.take(), SingleJobs.End.REJECTED);

      assertThat(outcomes(1)).extracting(Outcome::kind).containsExactly(Kind.FAILURE);
      assertThat(outcomes(1)).extracting(Outcome::lastAttempt).containsExactly(false);
      Await.polling().until("it waits", () -> broker.waiting("jobs") == 1);
      assertThat(broker.dead("jobs")).isZero();
    }
  }

  @Test
  void jobsThatFailedOnlyAsProbesAreStillReachedByOrdinaryFlow() throws Exception {
    Clients.AMQP.send(port(), "jobs", 5);
    broker.engine.hold("jobs", "test");

    try (var worker = new SingleJobs(port(), "jobs", 0)) {
      broker.engine.grant("jobs", new Grant(1, 1, false));
      worker.end(worker.take(), SingleJobs.End.MODIFIED_FAILED);
      Await.polling().until("it is due again", () -> broker.waiting("jobs") == 5);
      broker.engine.grant("jobs", new Grant(2, 1, false));
      worker.end(worker.take(), SingleJobs.End.ACCEPTED);
      broker.engine.flow("jobs");
      for (int i = 0; i < 4; i++) {
        worker.end(worker.take(), SingleJobs.End.ACCEPTED);
      }
    }

    assertThat(outcomes(6)).hasSize(6);
  }

  @Test
  void badReportsAreDroppedAndCountedAndTheReportQueueStaysEmpty() throws Exception {
    Clients.CORE.report(port(), "not json");
    Clients.AMQP.report(port(), "{\"queue\":\"jobs\"}");
    Clients.AMQP.report(port(), "[" + "9".repeat(20_000) + "]");
    Clients.CORE.report(
        port(),
        "{\"queue\":\"jobs\",\"id\":\"j1\",\"attempt\":2,\"error\":\"" + "x".repeat(5_000) + "\"}");

    Await.polling().until("explained", () -> broker.sink.explanations().size() == 1);

    var explanation = broker.sink.explanations().getFirst();
    assertThat(explanation.jobId()).isEqualTo("j1");
    assertThat(explanation.attempt()).isEqualTo(2);
    assertThat(explanation.error().message()).hasSize(2_000);
    Await.polling()
        .until(
            "a notice",
            () ->
                broker.engine.sample().notices().stream()
                    .anyMatch(notice -> notice.startsWith("3 error reports")));
    assertThat(broker.knows("recloser.outcomes")).isFalse();
  }

  @Test
  void stompSendsJobsAndItsWorkersAreMarkedAsUnableToFail() throws Exception {
    try (var stomp = new Stomp(port())) {
      stomp.send("jobs", "hello from stomp");
      stomp.subscribe("jobs");
      Await.polling().until("the job is in hand", () -> broker.running("jobs") == 1);

      assertThat(broker.engine.sample().notices()).anyMatch(notice -> notice.contains("STOMP"));
      stomp.acknowledge();
      assertThat(outcomes(1)).extracting(Outcome::kind).containsExactly(Kind.IGNORED);
    }
  }
}
