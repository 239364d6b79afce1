package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.ErrorText;
import dev.recloser.engine.Redrive;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import dev.recloser.testkit.WorkerCrew.SeenRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead jobs of real workers: one that acknowledges late, and one that does at once. */
class CeleryLedgerTest {

  private static CeleryWorld world;
  private static String late;
  private static String early;
  private static CeleryCrew lateCrew;
  private static CeleryCrew earlyCrew;

  @TempDir static Path worldFolder;

  @TempDir Path folder;

  private final MemoryDeadLetters letters = new MemoryDeadLetters();
  private final RecordingSink sink = new RecordingSink();
  private Engine engine;

  @BeforeAll
  static void startWorld() {
    world = new CeleryWorld(worldFolder);
    late = world.createQueue();
    early = world.createQueue();
    lateCrew = world.start(List.of(late), 1, world.remembering(2));
    earlyCrew = world.start(List.of(early), 1, Map.of("events", true, "multiplier", 1));
  }

  @AfterAll
  static void stopWorld() {
    lateCrew.close();
    earlyCrew.close();
    world.close();
  }

  @BeforeEach
  void open() {
    engine = world.engine(folder, letters);
    engine.open(Set.of(), sink);
  }

  @AfterEach
  void close() {
    List.of(lateCrew, earlyCrew)
        .forEach(crew -> {
          crew.thaw();
          crew.dependencyUp(true);
        });
    engine.close();
  }

  private static void until(String what, BooleanSupplier condition) {
    Await.polling().until(what, condition);
  }

  private static List<SeenRun> runsOf(CeleryCrew crew, String id) {
    return crew.runs().stream().filter(run -> run.jobId().equals(id)).toList();
  }

  /** A job that is looked at while it runs, and then dies. */
  private Job deathWatched(CeleryCrew crew, String queue, boolean atOnce) {
    long before = crew.started();
    crew.freeze();
    crew.dependencyUp(false);
    String id = world.send(queue, List.of(Map.of("fatal", atOnce))).getFirst();
    until("it runs", () -> crew.started() == before + 1);
    until("its worker told of it", () -> running(queue) == 1);
    crew.thaw();
    until("it is dead", () -> !dead(queue).isEmpty());
    crew.dependencyUp(true);
    assertThat(dead(queue)).extracting(Job::id).containsExactly(id);
    return dead(queue).getFirst();
  }

  private long running(String queue) {
    return engine.sample().queues().stream()
        .filter(each -> each.queue().equals(queue))
        .mapToLong(each -> each.counts().running() == null ? 0 : each.counts().running())
        .sum();
  }

  private List<Job> dead(String queue) {
    return engine.jobs(queue, new JobQuery(JobState.DEAD, null, 200)).items();
  }

  private @Nullable Long deadCount(String queue) {
    return engine.sample().queues().stream()
        .filter(each -> each.queue().equals(queue))
        .findFirst()
        .orElseThrow()
        .counts()
        .dead();
  }

  @Test
  void aJobWhoseMessageWasSeenGoesBackAsItWas() {
    Job job = deathWatched(lateCrew, late, false);
    assertThat(job.redrive()).isEqualTo(Redrive.EXACT);
    assertThat(job.attempts()).isEqualTo(3);
    assertThat(deadCount(late)).isEqualTo(1);

    engine.retry(late, job.id());

    until("it ran a fourth time", () -> runsOf(lateCrew, job.id()).size() == 4);
    assertThat(runsOf(lateCrew, job.id()).getLast()).isEqualTo(new SeenRun(job.id(), 1, false));
    until("that is told", () -> sink.outcomes(late).size() == 4);
    assertThat(sink.outcomes(late).getLast().attempt()).isEqualTo(1);
    assertThat(deadCount(late)).isZero();
  }

  @Test
  void aJobThatOnlyItsWorkerToldOfIsMadeAnew() {
    Job job = deathWatched(earlyCrew, early, true);
    assertThat(job.redrive()).isEqualTo(Redrive.rebuilt(Ledger.REBUILT));

    engine.retry(early, job.id());

    until("it ran again", () -> runsOf(earlyCrew, job.id()).size() == 2);
    assertThat(runsOf(earlyCrew, job.id()).getLast()).isEqualTo(new SeenRun(job.id(), 1, true));
    until("it died again", () -> !dead(early).isEmpty());
    assertThat(dead(early).getFirst().redrive()).isEqualTo(Redrive.rebuilt(Ledger.REBUILT));
  }

  private Redrive redriveOfOneThatDiesUnwatched() {
    String id = world.send(late, List.of(Map.of("fatal", true))).getFirst();
    until("it is dead", () -> dead(late).stream().anyMatch(job -> job.id().equals(id)));
    return dead(late).getLast().redrive();
  }

  /** Nobody takes a sample here: the first one is known from its result alone. */
  @Test
  void onceJobsFailTheirMessagesAreSeen() {
    assertThat(redriveOfOneThatDiesUnwatched()).isEqualTo(Redrive.rebuilt(Ledger.REBUILT));

    until("one is seen", () -> redriveOfOneThatDiesUnwatched().equals(Redrive.EXACT));
  }

  private EngineException removeFails(String queue, String id) {
    return catchThrowableOfType(EngineException.class, () -> engine.remove(queue, id));
  }

  private static List<String> startedOf(CeleryCrew crew, List<String> ids) {
    return crew.runs().stream().map(SeenRun::jobId).filter(ids::contains).toList();
  }

  @Test
  void aPrefetchedJobIsRevokedAndARunningOneIsNot() {
    long before = lateCrew.started();
    lateCrew.freeze();
    List<String> ids = world.send(late, 3);
    until("the first one runs", () -> lateCrew.started() == before + 1);
    until("the second one is with the worker", () -> waiting(late) == 1);

    EngineException thrown = removeFails(late, ids.getFirst());
    engine.remove(late, ids.get(1));

    assertThat(thrown.kind()).isEqualTo(EngineException.Kind.REFUSED);
    assertThat(thrown).hasMessageContaining("runs on " + lateCrew.hosts().getFirst());
    lateCrew.thaw();
    until("the last one ran", () -> startedOf(lateCrew, ids).contains(ids.getLast()));
    assertThat(startedOf(lateCrew, ids)).containsExactly(ids.getFirst(), ids.getLast());
  }

  private long waiting(String queue) {
    return engine.sample().queues().stream()
        .filter(each -> each.queue().equals(queue))
        .mapToLong(each -> each.counts().waiting() == null ? -1 : each.counts().waiting())
        .sum();
  }

  @Test
  void aJobThatWaitsForItsTimeInAWorkerIsRevoked() {
    List<String> later = world.send(late, List.of(Map.of()), Map.of("countdown", 2));
    until("a worker has it", () -> waiting(late) == 0);

    engine.remove(late, later.getFirst());

    until("the worker dropped it", () -> world.redisIsEmpty("unacked"));
    assertThat(startedOf(lateCrew, later)).isEmpty();
    assertThat(removeFails(late, "no-such-job").kind()).isEqualTo(EngineException.Kind.NOT_FOUND);
  }

  @Test
  void aJobThatEndsWhileNobodyListensEndsAsItsResultSays() {
    long before = lateCrew.started();
    lateCrew.freeze();
    String id = world.send(late, List.of(Map.of("fatal", true))).getFirst();
    until("it runs", () -> lateCrew.started() == before + 1);
    until("its worker told of it", () -> running(late) == 1);

    world.cutListener();
    lateCrew.thaw();
    until("it is over", () -> runsOf(lateCrew, id).size() == 1);
    until("that is known", () -> running(late) == 0 && !sink.outcomes(late).isEmpty());

    assertThat(sink.outcomes(late)).hasSize(1);
    Outcome outcome = sink.outcomes(late).getFirst();
    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.FAILURE);
    assertThat(outcome.error()).isEqualTo(new ErrorText("ValueError", "planned failure"));
    until("it is written down", () -> dead(late).size() == 1);
    until("the gap was told", () -> !sink.missed().isEmpty());
  }

  @Test
  void aJobThatNobodySawInTimeSaysSoAndStays() {
    String id = world.send(early, List.of(Map.of("fatal", true))).getFirst();
    until("it is dead", () -> !dead(early).isEmpty());

    var thrown = catchThrowableOfType(EngineException.class, () -> engine.retry(early, id));

    assertThat(dead(early).getFirst().redrive()).isEqualTo(Redrive.notPossible(Ledger.NOT_SEEN));
    assertThat(thrown.kind()).isEqualTo(EngineException.Kind.REFUSED);
    assertThat(thrown).hasMessage(Ledger.NOT_SEEN);
    engine.remove(early, id);
    assertThat(dead(early)).isEmpty();
  }
}
