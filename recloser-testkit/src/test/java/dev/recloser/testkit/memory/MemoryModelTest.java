package dev.recloser.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recloser.engine.Grant;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engine.QueueSample;
import dev.recloser.testkit.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryModelTest {

  private static final String MAIL = "mail";

  private final VirtualClock clock = new VirtualClock();
  private final MemoryBroker broker = new MemoryBroker(clock, 7);
  private final MemoryEngine engine = new MemoryEngine(broker);
  private final RecordingSink sink = new RecordingSink();

  @Test
  void runsThatTakeAsLongEndOneAfterTheOther() {
    openWithJobs(3);
    broker.startWorkers(MAIL, WorkerOptions.of(1));

    engine.advance(Duration.ofMillis(250));

    assertThat(sink.outcomes())
        .extracting(Outcome::jobId, Outcome::endedAt)
        .containsExactly(tuple("a-0", at(100)), tuple("a-1", at(200)));
    assertThat(clock.instant()).isEqualTo(at(250));
  }

  @Test
  void aJobThatKeepsFailingIsDeadAfterItsLastAttempt() {
    openWithJobs(1);
    broker.startWorkers(MAIL, WorkerOptions.of(1).withDependency(Dependency.down()));

    engine.advance(Duration.ofMinutes(1));

    assertThat(sink.outcomes())
        .extracting(Outcome::attempt, Outcome::lastAttempt, Outcome::endedAt)
        .containsExactly(
            tuple(1, false, at(100)), tuple(2, false, at(1200)), tuple(3, true, at(2300)));
    assertThat(sample().counts().dead()).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertThat(outageOf(5)).isEqualTo(outageOf(5)).isNotEqualTo(outageOf(6));
  }

  @Test
  void aStolenPrefetchStillRunsAfterTheHold() {
    openWithJobs(10);
    var workers = broker.startWorkers(MAIL, WorkerOptions.of(2).withPrefetch(2));

    engine.hold(MAIL, "test");
    engine.advance(Duration.ofMinutes(1));

    assertThat(workers.finished()).isEqualTo(6);
  }

  @Test
  void aForeignPauseStopsGrantedStartsToo() {
    openWithJobs(5);
    engine.hold(MAIL, "test");
    broker.foreignPause(MAIL);
    var workers = broker.startWorkers(MAIL, WorkerOptions.of(2));

    engine.grant(MAIL, new Grant(1, 2, true));
    engine.advance(Duration.ofMinutes(1));

    assertThat(workers.started()).isZero();
  }

  @Test
  void aFrozenRunEndsWhenTheDependencyAnswersAgain() {
    openWithJobs(1);
    var workers = broker.startWorkers(MAIL, WorkerOptions.of(1));
    workers.freeze();
    engine.advance(Duration.ofMinutes(1));
    assertThat(sink.outcomes()).isEmpty();

    workers.thaw();

    assertThat(sink.outcomes()).extracting(Outcome::endedAt).containsExactly(at(60_000));
  }

  @Test
  void aWorkerThatLeavesGivesBackWhatItHadNotBegun() {
    openWithJobs(3);
    var workers = broker.startWorkers(MAIL, WorkerOptions.of(1).withPrefetch(2));

    workers.stop();
    engine.advance(Duration.ofMinutes(1));

    assertThat(sink.outcomes())
        .extracting(Outcome::jobId, Outcome::kind)
        .containsExactly(
            tuple("a-2", Kind.IGNORED), tuple("a-1", Kind.IGNORED), tuple("a-0", Kind.SUCCESS));
    assertThat(engine.jobs(MAIL, new JobQuery(JobState.WAITING, null, 9)).items())
        .extracting(Job::id)
        .containsExactly("a-1", "a-2");
  }

  @Test
  void aWorkerThatDiesSpendsTheAttempt() {
    openWithJobs(1);
    var workers = broker.startWorkers(MAIL, WorkerOptions.of(1));

    workers.kill();

    assertThat(sink.outcomes()).extracting(Outcome::kind).containsExactly(Kind.FAILURE);
    assertThat(sample().counts().retrying()).isEqualTo(1);
  }

  @Test
  void aProducerSendsAtItsRate() {
    openWithJobs(0);
    var producer = broker.startProducer(MAIL, 20);

    engine.advance(Duration.ofSeconds(3));
    producer.stop();
    engine.advance(Duration.ofSeconds(3));

    assertThat(producer.sent()).isEqualTo(60);
    assertThat(sample().totals().added()).isEqualTo(60);
  }

  @Test
  void aDelayedJobWaitsForItsTime() {
    openWithJobs(0);
    broker.startWorkers(MAIL, WorkerOptions.of(1));
    broker.sendLater(MAIL, MemoryJob.of("later"), Duration.ofSeconds(5));

    engine.advance(Duration.ofSeconds(4));
    assertThat(sample().counts().scheduled()).isEqualTo(1);
    engine.advance(Duration.ofSeconds(4));

    assertThat(sink.outcomes()).extracting(Outcome::endedAt).containsExactly(at(5100));
  }

  @Test
  void everyAskedChangeIsRecorded() {
    openWithJobs(1);
    engine.hold(MAIL, "why");
    engine.grant(MAIL, new Grant(4, 2, false));
    engine.flow(MAIL);
    engine.sample();

    assertThat(broker.writes())
        .containsExactly(
            new WriteCall.Hold(MAIL, "why"),
            new WriteCall.GrantStarts(MAIL, new Grant(4, 2, false)),
            new WriteCall.Flow(MAIL));
  }

  private List<Outcome> outageOf(long seed) {
    var other = new MemoryBroker(new VirtualClock(), seed);
    var outcomes = new RecordingSink();
    other.createQueue(MAIL);
    new MemoryEngine(other).open(Set.of(), outcomes);
    other.startProducer(MAIL, 50);
    other.startWorkers(
        MAIL,
        WorkerOptions.of(4)
            .withRunTime(RunTime.between(Duration.ofMillis(5), Duration.ofMillis(90), seed))
            .withDependency(Dependency.failing(0.6, seed).downBetween(at(2000), at(4000))));
    other.advance(Duration.ofSeconds(10));
    return outcomes.outcomes();
  }

  private void openWithJobs(int count) {
    broker.createQueue(MAIL);
    engine.open(Set.of(), sink);
    broker.send(MAIL, "a", count);
  }

  private QueueSample sample() {
    return engine.sample().queues().getFirst();
  }

  private static Instant at(long millis) {
    return VirtualClock.START.plusMillis(millis);
  }
}
