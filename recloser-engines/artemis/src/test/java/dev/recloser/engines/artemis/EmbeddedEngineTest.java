package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedEngineTest {

  private static final GateView OURS = new GateView(true, Owner.RECLOSER);

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

  @ParameterizedTest
  @EnumSource
  void eachRunOfAJobHasOneOutcome(Clients protocol) throws Exception {
    List<String> ids = protocol.send(port(), "jobs", 20);

    try (var _ =
        new JmsWorker(
            protocol,
            port(),
            "jobs",
            message -> {
              try {
                return message.getIntProperty("JMSXDeliveryCount") == 1;
              } catch (jakarta.jms.JMSException e) {
                throw new IllegalStateException(e);
              }
            })) {
      Await.polling().until("40 outcomes", () -> broker.sink.outcomes("jobs").size() >= 40);
    }

    var outcomes = broker.sink.outcomes("jobs");
    assertThat(outcomes).hasSize(40);
    for (String id : ids) {
      assertThat(outcomes.stream().filter(o -> o.jobId().equals(id)).toList())
          .extracting(Outcome::attempt, Outcome::kind)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(1, Kind.FAILURE),
              org.assertj.core.groups.Tuple.tuple(2, Kind.SUCCESS));
    }
    Await.polling().until("an empty queue", () -> broker.done("jobs") == 20);
    assertThat(broker.queue("jobs").totals().failed()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  void aJobDiesAfterItsLastAttemptAndCanBeRetried(Clients protocol) throws Exception {
    String id = protocol.send(port(), "jobs", 1).getFirst();

    try (var _ = new JmsWorker(protocol, port(), "jobs", _ -> true)) {
      Await.polling().until("dead", () -> broker.dead("jobs") == 1);
    }
    protocol.report(
        port(),
        """
        {"queue":"jobs","id":"%s","attempt":3,"error":"no route","error_class":"Down"}\
        """
            .formatted(id));
    Await.polling().until("explained", () -> !broker.sink.explanations().isEmpty());

    assertThat(broker.sink.outcomes("jobs"))
        .extracting(Outcome::lastAttempt)
        .containsExactly(false, false, true);
    var dead = broker.engine.jobs("jobs", new JobQuery(JobState.DEAD, null, 10)).items();
    assertThat(dead)
        .singleElement()
        .satisfies(job -> {
          assertThat(job.id()).isEqualTo(id);
          assertThat(job.body()).isEqualTo("job 0");
          assertThat(job.error()).isEqualTo("Down: no route");
        });
    broker.engine.hold("jobs", "look");
    broker.engine.retry("jobs", id);
    assertThatThrownBy(() -> broker.engine.retry("jobs", id))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.NOT_FOUND));
    Await.polling().until("waiting", () -> broker.waiting("jobs") == 1);
    assertThat(broker.engine.jobs("jobs", new JobQuery(JobState.WAITING, null, 10)).items())
        .singleElement()
        .satisfies(job -> assertThat(job.id()).isEqualTo(id));
    broker.engine.remove("jobs", id);
    Await.polling().until("gone", () -> broker.waiting("jobs") == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void aGrantStartsExactlyThatManyJobs(int starts) throws Exception {
    Clients.AMQP.send(port(), "jobs", 30);
    broker.engine.hold("jobs", "test");

    var workers = new ArrayList<JmsWorker>();
    for (int i = 0; i < 3; i++) {
      workers.add(new JmsWorker(i == 0 ? Clients.CORE : Clients.AMQP, port(), "jobs", _ -> false));
    }
    Await.polling().until("three workers", () -> broker.workers("jobs") == 3);
    broker.engine.grant("jobs", new Grant(7, starts, true));
    Await.polling().until("the grant used", () -> broker.sink.outcomesOf(7).size() == starts);
    broker.engine.grant("jobs", new Grant(8, starts, true));
    Await.polling().until("the next grant used", () -> broker.sink.outcomesOf(8).size() == starts);

    assertThat(broker.sink.outcomes("jobs")).hasSize(2 * starts);
    assertThat(workers.stream().mapToInt(w -> w.started().size()).sum()).isEqualTo(2 * starts);
    assertThat(broker.queue("jobs").gate()).isEqualTo(OURS);
    broker.engine.flow("jobs");
    Await.polling().until("all done", () -> broker.sink.outcomes("jobs").size() == 30);
    for (var worker : workers) {
      worker.close();
    }
  }
}
