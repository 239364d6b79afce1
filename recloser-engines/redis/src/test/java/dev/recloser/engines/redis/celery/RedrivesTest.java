package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Redrive;
import dev.recloser.engines.redis.RedisServer;
import dev.recloser.engines.redis.celery.Originals.Arguments;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Retries without workers, so that what was pushed can be counted: killed at each step. */
class RedrivesTest {

  private static final String QUEUE = "mail";

  private static RedisServer server;

  @TempDir static Path worldFolder;

  @TempDir Path folder;

  private final MemoryDeadLetters kept = new MemoryDeadLetters();
  private final FaultyLetters letters = new FaultyLetters(kept);
  private Engine engine;

  @BeforeAll
  static void startRedis() {
    server = new RedisServer(worldFolder);
  }

  @AfterAll
  static void stopRedis() {
    server.close();
  }

  @BeforeEach
  void open() {
    try (RedisClient redis = server.client()) {
      redis.flushAll();
      redis.sadd("_kombu.binding." + QUEUE, Names.bindingMember(QUEUE));
    }
    engine = open(letters);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Engine open(DeadLetters place) {
    Engine opened = CeleryWorld.engine(server.url(), folder, place);
    opened.open(Set.of(), new RecordingSink());
    return opened;
  }

  /** Recloser is killed and starts again, over the same ledger and the same Redis. */
  private void restart() {
    engine.close();
    engine = open(kept);
    engine.sample();
  }

  private static String message(String id, Map<String, ?> properties) {
    var json = JsonMapper.shared();
    var arguments = new Arguments("work", json.readTree("[1]"), json.readTree("{}"));
    var message = json.readTree(Revival.rebuilt(QUEUE, id, arguments, "(1,)"));
    properties.forEach((name, value) ->
        ((ObjectNode) message.path("properties")).set(name, json.valueToTree(value)));
    return message.toString();
  }

  private void dies(String id, String original) {
    var job = new Job(id, JobState.DEAD, "FAILURE", 3, null, "no", null, Map.of(), Redrive.EXACT);
    kept.put(new DeadLetter(QUEUE, job, Instant.EPOCH, "ticket-" + id, original));
  }

  private static List<String> list(String key) {
    try (RedisClient redis = server.client()) {
      return redis.lrange(key, 0, -1).stream()
          .map(raw -> Message.of(raw).orElseThrow().id())
          .toList();
    }
  }

  private EngineException retryFails(String id) {
    return catchThrowableOfType(EngineException.class, () -> engine.retry(QUEUE, id));
  }

  @Test
  void aKillBeforeThePushGivesTheJobBack() {
    dies("a", message("a", Map.of()));
    assertThat(kept.take(QUEUE, "a")).isPresent(); // the first step of a retry, and no other

    restart();

    assertThat(list(QUEUE)).isEmpty();
    assertThat(kept.size(QUEUE)).isEqualTo(1);
    engine.retry(QUEUE, "a");
    assertThat(list(QUEUE)).containsExactly("a");
    assertThat(kept.size(QUEUE)).isZero();
  }

  @Test
  void aKillAfterThePushDoesNotPushAgain() {
    dies("a", message("a", Map.of()));
    letters.forgetsNothing = true;
    engine.retry(QUEUE, "a");
    assertThat(kept.taken()).hasSize(1);

    restart();

    assertThat(list(QUEUE)).containsExactly("a");
    assertThat(kept.taken()).isEmpty();
    assertThat(kept.size(QUEUE)).isZero();
    assertThat(retryFails("a").kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aPushThatRedisCarriesOutLateIsNotRepeated() {
    dies("a", message("a", Map.of()));
    letters.forgetsNothing = true;
    engine.retry(QUEUE, "a");
    kept.giveBack(kept.taken().getFirst()); // settled before the push had come through
    letters.forgetsNothing = false;

    engine.retry(QUEUE, "a");

    assertThat(list(QUEUE)).containsExactly("a");
    assertThat(kept.size(QUEUE)).isZero();
  }

  @Test
  void theNextDeathOfAJobIsAnotherOne() {
    dies("a", message("a", Map.of()));
    engine.retry(QUEUE, "a");
    var job = new Job("a", JobState.DEAD, "FAILURE", 3, null, "no", null, Map.of(), Redrive.EXACT);
    kept.put(new DeadLetter(QUEUE, job, Instant.EPOCH, "another", message("a", Map.of())));

    engine.retry(QUEUE, "a");

    assertThat(list(QUEUE)).containsExactly("a", "a");
  }

  @Test
  void aRedisThatDiesAtThePushLosesNothing() {
    dies("a", message("a", Map.of()));
    letters.afterTake = server::kill;

    assertThat(retryFails("a").kind()).isEqualTo(Kind.UNREACHABLE);

    server.restart();
    engine.open(Set.of(), new RecordingSink());
    engine.sample();
    assertThat(list(QUEUE)).isEmpty();
    letters.afterTake = () -> {};
    engine.retry(QUEUE, "a");
    assertThat(list(QUEUE)).containsExactly("a");
  }

  @Test
  void aListOfAnotherTypeRefusesAndTheJobStaysDead() {
    dies("a", message("a", Map.of()));
    try (RedisClient redis = server.client()) {
      redis.set(QUEUE + ".recloser-sent", "somebody else's");
    }

    assertThat(retryFails("a").kind()).isEqualTo(Kind.REFUSED);

    assertThat(list(QUEUE)).isEmpty();
    assertThat(kept.size(QUEUE)).isEqualTo(1);
  }

  @Test
  void aLedgerThatDoesNotAnswerPushesNothingAndStopsNothing() {
    dies("a", message("a", Map.of()));
    letters.down = true;

    assertThat(retryFails("a").kind()).isEqualTo(Kind.UNREACHABLE);

    assertThat(list(QUEUE)).isEmpty();
    assertThat(engine.sample().queues()).hasSize(1);
  }

  @Test
  void whatTheLedgerDroppedIsANotice() {
    letters.dropped = 3;

    assertThat(engine.sample().notices())
        .contains("3 dead jobs were not written down: the place for them was down or slow.");
  }

  /** The rights that the engine's page in the documentation names. */
  @Test
  void aUserWithTheLeastRightsIsEnough() {
    String rights =
        "SETUSER recloser on >least resetchannels &/0.celery.pidbox &/0.celeryev/* ~mail*"
            + " ~unacked ~_kombu.binding.* ~*.reply.celery.pidbox ~celery-task-meta-* -@all +ping"
            + " +hello +select +client|setname +publish +psubscribe +punsubscribe +llen +lrange"
            + " +lrem +lpush +rpush +lpop +rpop +brpop +rename +exists +del +hlen +hscan +sadd"
            + " +srem +smembers +scan +eval +expire +zadd +zscore +zremrangebyscore +mget";
    try (RedisClient redis = server.client()) {
      var command = new CommandArguments(() -> "ACL".getBytes(StandardCharsets.UTF_8));
      Stream.of(rights.split(" ", -1)).forEach(command::add);
      redis.executeCommand(command);
    }
    engine.close();
    String url = server.url().replaceFirst("//:[^@]*@", "//recloser:least@");
    engine = CeleryWorld.engine(url, folder, letters);
    engine.open(Set.of(), new RecordingSink());
    dies("a", message("a", Map.of()));
    letters.forgetsNothing = true;
    engine.retry(QUEUE, "a");
    letters.forgetsNothing = false;

    engine.sample();

    assertThat(list(QUEUE)).containsExactly("a");
    assertThat(kept.taken()).isEmpty();
    assertThat(kept.size(QUEUE)).isZero();
  }

  @Test
  void aUserWhoMayNotNoteTicketsPushesNothing() {
    try (RedisClient redis = server.client()) {
      var command = new CommandArguments(() -> "ACL".getBytes(StandardCharsets.UTF_8));
      Stream.of("SETUSER", "some", "on", ">some", "allkeys", "allchannels", "+@all", "-zadd")
          .forEach(command::add);
      redis.executeCommand(command);
    }
    engine.close();
    String url = server.url().replaceFirst("//:[^@]*@", "//some:some@");
    engine = CeleryWorld.engine(url, folder, letters);
    engine.open(Set.of(), new RecordingSink());
    dies("a", message("a", Map.of()));

    assertThat(retryFails("a").kind()).isEqualTo(Kind.REFUSED);

    assertThat(list(QUEUE)).isEmpty();
    assertThat(kept.size(QUEUE)).isEqualTo(1);
  }

  @Test
  void aJobSentBackToAHeldQueueStandsBehindTheOthers() {
    try (RedisClient redis = server.client()) {
      redis.lpush(QUEUE, message("b", Map.of()));
    }
    dies("a", message("a", Map.of()));
    engine.hold(QUEUE, "test");

    engine.retry(QUEUE, "a");

    var waiting = engine.jobs(QUEUE, new JobQuery(JobState.WAITING, null, 10)).items();
    assertThat(waiting).extracting(Job::id).containsExactly("b", "a");
  }

  @Test
  void aJobKeepsItsPriority() {
    dies("a", message("a", Map.of("priority", 5)));

    engine.retry(QUEUE, "a");

    assertThat(list(QUEUE + Names.SEPARATOR + "3")).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{\"headers\":{\"id\":\"a\",\"task\":\"work\"},\"properties\":{},\"body\":\"\"}"
      })
  void whatNoWorkerCouldReadIsNeverPushed(String original) {
    dies("a", original);

    assertThat(retryFails("a").kind()).isEqualTo(Kind.REFUSED);

    try (RedisClient redis = server.client()) {
      assertThat(redis.exists(QUEUE)).isFalse();
    }
    assertThat(kept.size(QUEUE)).isEqualTo(1);
  }
}
