package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import dev.recloser.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands to one queue's breaker; each test has a queue of its own. */
class QueueCommandsTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  private final String queue = "queue-" + UUID.randomUUID();

  @BeforeEach
  void queueIsThere() throws Exception {
    try (var worker = new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR))) {
      worker.send(queue, "work", Map.of());
    }
    Await.polling()
        .until("the queue is known", () -> SERVER.get(QueuePaths.of(queue)).status() == 200);
  }

  @Test
  void holdingAnswersWithTheBreaker() {
    var until = Instant.now().plus(Duration.ofHours(1)).toString();
    var held = command("open", "{\"reason\":\"deploy\",\"until\":\"" + until + "\"}");

    assertThat(held.fields("/data"))
        .containsExactly(
            "success", "previous_state", "current_state", "message", "timestamp", "breaker");
    assertThat(held.at("/data/success").booleanValue()).isTrue();
    assertThat(held.text("/data/previous_state")).isEqualTo("closed");
    assertThat(held.text("/data/current_state")).isEqualTo("open");
    assertThat(held.text("/data/message")).contains("deploy");
    assertThat(held.text("/data/breaker/lock")).isEqualTo("forced_open");
    assertThat(held.text("/data/breaker/actor")).isEqualTo("operator");
    assertThat(held.text("/data/breaker/reason")).isEqualTo("deploy");
    assertThat(Instant.parse(held.text("/data/breaker/until")))
        .isBefore(Instant.parse(until).plusMillis(1));
    Await.polling()
        .until(
            "the engine confirms",
            () ->
                SERVER.get(QueuePaths.of(queue)).at("/data/pause/observed").asBoolean()
                    && "recloser".equals(SERVER.get(QueuePaths.of(queue)).text("/data/pause/by")));
  }

  @Test
  void closingAClosedBreakerChangesNothing() {
    var answer = command("close", "{}");

    assertThat(answer.at("/data/success").booleanValue()).isFalse();
    assertThat(answer.text("/data/message")).isEqualTo("Breaker was already closed");
  }

  @Test
  void theModeCanBeChanged() {
    assertThat(command("mode", "{\"mode\":\"observe\"}").text("/data/breaker/mode"))
        .isEqualTo("observe");
    assertThat(command("mode", "{\"mode\":\"observe\"}").at("/data/success").booleanValue())
        .isFalse();
  }

  @Test
  void forcingClosedNeedsAnEndWithinADay() {
    var path = QueuePaths.command(queue, "force-close");
    var tooFar = Instant.now().plus(Duration.ofHours(25));

    SERVER.post(path, null).isInvalid("until");
    SERVER.post(path, "{\"until\":\"" + tooFar + "\"}").isInvalid("until");
    SERVER.post(path, "{\"until\":\"2020-01-01T00:00:00Z\"}").isInvalid("until");
    var good = Instant.now().plus(Duration.ofHours(23));
    assertThat(command("force-close", "{\"until\":\"" + good + "\"}").text("/data/breaker/lock"))
        .isEqualTo("forced_closed");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "open  | {\"until\":\"tomorrow\"}            | until",
        "open  | {\"until\":\"2020-01-01T00:00:00Z\"} | until",
        "open  | {\"expected_version\":\"new\"}       | expected_version",
        "open  | {\"expectedVersion\":1}              | expectedVersion",
        "mode  | {\"mode\":\"sleep\"}                 | mode",
        "mode  | {}                                   | mode"
      })
  void aBadOrderIsNamed(String command, String body, String field) {
    SERVER.post(QueuePaths.command(queue, command), body).isInvalid(field);
  }

  @Test
  void anOldVersionIsAConflictThatShowsTheBreaker() {
    var version = command("open", "{}").at("/data/breaker/version").longValue();
    var old = "{\"expected_version\":" + (version - 1) + "}";

    var conflict = SERVER.post(QueuePaths.command(queue, "close"), old);

    conflict.isError(409, "version_conflict");
    assertThat(conflict.text("/details/breaker/state")).isEqualTo("open");
    assertThat(conflict.at("/details/breaker/version").longValue()).isEqualTo(version);
    assertThat(command("close", "{\"expected_version\":" + version + "}").text("/data/message"))
        .startsWith("Breaker closed");
  }

  @Test
  void theSameKeyActsOnceAndAnswersTheSame() {
    var first = keyed("open", "{\"reason\":\"once\"}", "key-1").hasStatus(200);

    var second = keyed("open", "{\"reason\":\"once\"}", "key-1").hasStatus(200);

    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(SERVER.get(QueuePaths.audit(queue)).at("/data/items")).hasSize(1);
    assertThat(keyed("open", "{}", "key-2").at("/data/success").booleanValue()).isFalse();
  }

  @Test
  void theSameKeyAtTheSameTimeActsOnce() throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        answers.add(pool.submit(() -> keyed("open", "{}", "together")));
      }
    }

    var first = answers.getFirst().get().hasStatus(200).text();
    for (var answer : answers) {
      assertThat(answer.get().hasStatus(200).text()).isEqualTo(first);
    }
    assertThat(SERVER.get(QueuePaths.audit(queue)).at("/data/items")).hasSize(1);
  }

  @Test
  void anErrorIsNotKeptUnderItsKey() {
    keyed("open", "{\"expected_version\":99}", "retried").isError(409, "version_conflict");

    var again = keyed("open", "{}", "retried").hasStatus(200);

    assertThat(again.at("/data/success").booleanValue()).isTrue();
  }

  @Test
  void aKeyCountsForItsCallerOnly() {
    keyed("open", "{}", "mine").hasStatus(200);

    var other =
        SERVER.send(
            "POST",
            QueuePaths.command(queue, "open"),
            "{}",
            RunningServer.ADMIN,
            "Idempotency-Key",
            "mine");

    assertThat(other.hasStatus(200).at("/data/success").booleanValue()).isFalse();
  }

  @Test
  void aKeyOfMoreThanAHundredCharactersIsRefused() {
    keyed("open", "{}", "k".repeat(101)).isInvalid("Idempotency-Key");
    keyed("open", "{}", "k".repeat(100)).hasStatus(200);
  }

  @Test
  void auditRowsChainAndPage() {
    for (int i = 0; i < 3; i++) {
      command("open", "{\"reason\":\"round " + i + "\"}");
      command("close", "{\"reason\":\"round " + i + "\"}");
    }

    var first = SERVER.get(QueuePaths.audit(queue) + "&limit=2").hasStatus(200);
    var cursor = first.text("/data/next_cursor");
    var second = SERVER.get(QueuePaths.audit(queue) + "&limit=2&cursor=" + cursor);

    assertThat(first.at("/data/items")).hasSize(2);
    assertThat(first.fields("/data/items/0"))
        .containsExactly(
            "id", "at", "actor", "action", "target", "reason", "before", "after", "result",
            "detail");
    assertThat(second.at("/data/items/0/id").longValue())
        .isLessThan(first.at("/data/items/1/id").longValue());
    assertThat(first.text("/data/items/1/before")).isEqualTo(second.text("/data/items/0/after"));
  }

  private Answer command(String command, String body) {
    return SERVER.post(QueuePaths.command(queue, command), body).hasStatus(200);
  }

  private Answer keyed(String command, String body, String key) {
    return SERVER.send(
        "POST",
        QueuePaths.command(queue, command),
        body,
        SERVER.token(Role.OPERATOR),
        "Idempotency-Key",
        key);
  }
}
