package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.QueueSample;
import dev.recloser.testkit.WorkerCrew.SeenRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;

/** What people run, and what breaks: default settings, kills and restarts in each step. */
class CeleryFaultsTest extends CeleryPlant {

  private static final String PREFETCHING = "2 processes, prefetch 4 each";

  @Test
  void workersWithDefaultSettingsAreHeldWithinTheirPrefetchAndReport() {
    try (CeleryCrew crew = startDefault()) {
      crew.freeze();
      List<String> jobs = world.send(queue, 40);
      until("both processes run a job", () -> crew.started() == 2);
      until("the prefetch is full", () -> Objects.equals(sample().counts().waiting(), 30L));
      assertThat(sample().withWorkers()).as(PREFETCHING).isEqualTo(10);

      assertThat(engine.hold(queue, "test")).isEqualTo(new GateView(true, Owner.RECLOSER));
      crew.thaw();
      until("what they held has run", () -> crew.runs().size() == 10);
      engine.grant(queue, new Grant(5, 3, true));
      until("three more ran", () -> crew.runs().size() == 13);
      until("all is reported", () -> sink.outcomes(queue).size() == 13);

      assertThat(sink.outcomesOf(5)).hasSize(3);
      assertThat(sample().counts().waiting()).isEqualTo(27);
      engine.flow(queue);
      until("all ran", () -> crew.runs().size() == 40);
      assertThat(ids(crew)).containsExactlyInAnyOrderElementsOf(jobs);
      until("all is reported", () -> sink.outcomes(queue).size() == 40);
      assertThat(sink.outcomes(queue)).extracting(Outcome::jobId).doesNotHaveDuplicates();
    }
  }

  @Test
  void noJobIsLostWhenRedisDiesDuringAGrant() {
    List<String> jobs = world.send(queue, 20);
    engine.hold(queue, "test");
    engine.grant(queue, new Grant(1, 5, true));
    assertThat(sample().counts().waiting()).isEqualTo(20);

    world.redis().kill();
    assertThatThrownBy(() -> engine.sample())
        .isInstanceOf(EngineException.class)
        .extracting(it -> ((EngineException) it).kind())
        .isEqualTo(EngineException.Kind.UNREACHABLE);
    world.redis().restart();
    engine.open(Set.of(queue), sink);

    assertThat(sample().gate()).isEqualTo(new GateView(true, Owner.RECLOSER));
    assertThat(sample().counts().waiting()).isEqualTo(20);
    engine.flow(queue);
    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(20))) {
      until("all ran", () -> crew.runs().size() == 20);
      assertThat(ids(crew)).containsExactlyElementsOf(jobs);
    }
    until("the gap was told", () -> !sink.missed().isEmpty());
  }

  @Test
  void aKilledWorkerIsCaughtWhenItIsBack() {
    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(10))) {
      until("it is met", () -> isMet(crew));
      engine.hold(queue, "test");
      world.send(queue, 30);
      String name = crew.hosts().getFirst().split("@", -1)[0];

      crew.killFirst();
      crew.add(world.fork(crew.folder(), name, List.of(queue), CeleryWorld.late(10)));
      engine.grant(queue, new Grant(1, 1, true));
      until("it serves the gate", () -> crew.started() == 1);

      assertThat(crew.started()).as("the grant's, and none of 30 that waited").isEqualTo(1);
      engine.flow(queue);
      until("all ran", () -> crew.runs().size() == 30);
    }
  }

  @Test
  void aStarterLeaksNoMoreThanAFewJobsThatComeInThatMoment() {
    engine.hold(queue, "test");
    var sent = new ArrayList<String>();
    CeleryCrew crew = world.start(List.of(queue), 1, Map.of("concurrency", 2));
    try (crew) {
      until(
          "it is met",
          () -> {
            sent.addAll(world.send(queue, 1));
            return isMet(crew);
          });
      sent.addAll(world.send(queue, 20));
      long leaked = crew.started();

      assertThat(leaked).isLessThanOrEqualTo(10);
      engine.flow(queue);
      until("all ran", () -> crew.runs().size() == sent.size());
      assertThat(ids(crew)).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  @Test
  void whatACrashLeftInBetweenComesHome() {
    List<String> jobs = world.send(queue, 6);
    engine.hold(queue, "test");
    engine.grant(queue, new Grant(1, 2, true));
    engine.close(); // the jobs of the grant are in the gate, as after a crash
    try (RedisClient redis = world.redis().client()) {
      redis.rename(queue, Names.parked(queue)); // and a worker was just starting
    }

    engine = world.engine(folder.resolve("another"));
    engine.open(Set.of(), sink);

    assertThat(sample().gate()).isEqualTo(GateView.FLOWING);
    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(6))) {
      until("all ran", () -> crew.runs().size() == 6);
      assertThat(ids(crew)).containsExactlyElementsOf(jobs);
    }
  }

  /** The rights that the engine's page in the documentation names. */
  @Test
  void aUserWithTheLeastRightsIsEnough() {
    try (RedisClient redis = world.redis().client()) {
      String rights =
          "SETUSER recloser on >least resetchannels &/0.celery.pidbox &/0.celeryev/* ~queue*"
              + " ~unacked ~_kombu.binding.* ~*.reply.celery.pidbox -@all +ping +hello +select"
              + " +client|setname +client|list +client|unblock +publish +psubscribe +punsubscribe +llen"
              + " +lrange +lrem +lpush +rpush +lpop +rpop +brpop +rename +exists +del +hlen"
              + " +hscan +sadd +srem +smembers +scan +eval";
      var command = new CommandArguments(() -> "ACL".getBytes(StandardCharsets.UTF_8));
      Stream.of(rights.split(" ", -1)).forEach(command::add);
      redis.executeCommand(command);
    }
    engine.close();
    String url = world.redis().url().replaceFirst("//:[^@]*@", "//recloser:least@");
    engine = CeleryWorld.engine(url, folder);
    engine.open(Set.of(), sink);

    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(1))) {
      until("it is met", () -> isMet(crew));
      engine.hold(queue, "test");
      world.send(queue, 3);
      engine.grant(queue, new Grant(1, 1, false));
      until("the probe ran", () -> sink.outcomes(queue).size() == 1);
      engine.remove(queue, jobs(JobState.WAITING).getFirst().id());
      engine.flow(queue);
      until("the last one ran", () -> crew.runs().size() == 2);
    }
  }

  @Test
  void aHoldWhoseJournalIsLostIsShownAndCanBeReleased() {
    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(2))) {
      until("it is met", () -> isMet(crew));
      engine.hold(queue, "test");
      world.send(queue, 2);
      engine.close();

      engine = world.engine(folder.resolve("another"));
      engine.open(Set.of(), sink);

      assertThat(sample().gate()).isEqualTo(new GateView(true, Owner.EXTERNAL));
      assertThat(engine.sample().notices()).anyMatch(it -> it.contains("another Recloser"));
      engine.hold(queue, "take over");
      assertThat(engine.flow(queue)).isEqualTo(GateView.FLOWING);
      until("all ran", () -> crew.runs().size() == 2);
    }
  }

  @Test
  void aForeignResumeIsSeen() {
    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(1))) {
      until("it is met", () -> isMet(crew));
      engine.hold(queue, "test");
      until("it obeys", () -> notices().stream().noneMatch(it -> it.contains("not fully held")));

      world.control("add_consumer", queue, crew.hosts());

      until("it is seen", () -> !sample().gate().held());
      until("it is held again", () -> engine.hold(queue, "again").held());
      assertThat(sample().gate().held()).isTrue();
    }
  }

  /** Seen under load: one of the two commands of a hold had no effect on a starting worker. */
  @Test
  void aWorkerOfAHeldQueueThatTakesFromNothingIsToldAgain() {
    try (CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(1))) {
      until("it is met", () -> isMet(crew));
      engine.hold(queue, "test");
      world.send(queue, 2);

      world.control("cancel_consumer", Names.gate(queue), crew.hosts());

      until("it takes from nothing", () -> world.takesFromNothing(crew.hosts()));
      until("it is back", () -> isMet(crew));
      engine.grant(queue, new Grant(1, 1, false));
      until("the probe ran", () -> crew.runs().size() == 1);
      engine.flow(queue);
      until("all ran", () -> crew.runs().size() == 2);
    }
  }

  private Set<String> servers() {
    return Objects.requireNonNull(sample().workers()).stream()
        .map(QueueSample.Worker::name)
        .collect(Collectors.toSet());
  }

  @Test
  void aWorkerThatHungAndDiedHidesNoOther() {
    try (CeleryCrew crew = world.start(List.of(queue), 2, CeleryWorld.late(1))) {
      until("both are met", () -> isMet(crew));
      crew.hangFirst();
      until("it is said", () -> notices().contains("1 listeners of remote control do not answer."));
      assertThat(servers()).as("it may still run its job").hasSize(2);
      assertThat(sample().counts().running()).as("nobody can say").isNull();
      crew.killFirst();

      try (CeleryCrew another = world.start(List.of(queue), 1, CeleryWorld.late(1))) {
        var alive = Set.of(crew.hosts().getLast(), another.hosts().getFirst());
        until("another is met, and who died is gone", () -> servers().equals(alive));
        for (int look = 0; look < 20; look++) {
          assertThat(servers()).isEqualTo(alive);
        }
      }
    }
  }

  private List<String> notices() {
    return engine.sample().notices();
  }

  @Test
  void aBodyThatIsNoJsonIsNotOpened() {
    String pickle =
        "{\"body\":\"gASVBQAAAAAAAACMAXiULg==\",\"content-type\":\"application/x-python-serialize\","
            + "\"headers\":{\"id\":\"p1\",\"task\":\"old.work\",\"retries\":0},\"properties\":{}}";
    try (RedisClient redis = world.redis().client()) {
      redis.lpush(queue, pickle, "no envelope at all");
    }

    var page = engine.jobs(queue, new JobQuery(JobState.WAITING, null, 10));

    assertThat(page.items()).hasSize(2);
    assertThat(page.items().getFirst().body()).isNull();
    assertThat(page.items().getFirst().properties()).containsEntry("body", "binary: not opened");
    engine.remove(queue, "p1");
    assertThat(sample().counts().waiting()).isEqualTo(1);
  }

  private static List<String> ids(CeleryCrew crew) {
    return crew.runs().stream().map(SeenRun::jobId).toList();
  }
}
