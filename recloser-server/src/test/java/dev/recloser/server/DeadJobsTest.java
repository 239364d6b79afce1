package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import dev.recloser.testkit.Await;
import jakarta.jms.JMSException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Dead jobs: shown without their secrets, sent back, removed. */
@ExtendWith(OutputCaptureExtension.class)
class DeadJobsTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  private final String queue = "jobs-" + UUID.randomUUID();

  @Test
  void aDeadJobIsShownWithoutItsSecrets(CapturedOutput console) throws Exception {
    die("{\"to\":\"ann\",\"password\":\"hunter2\"}", Map.of("tenant", "eu", "api_key", "k-123"));

    var jobs = dead();

    assertThat(jobs.fields("/data")).containsExactly("items", "next_cursor", "total");
    assertThat(jobs.fields("/data/items/0"))
        .containsExactly(
            "id",
            "state",
            "native_state",
            "attempts",
            "enqueued_at",
            "error",
            "body",
            "properties",
            "redrive");
    assertThat(jobs.fields("/data/items/0/redrive")).containsExactly("kind", "reason");
    assertThat(jobs.text("/data/items/0/redrive/kind")).isEqualTo("exact");
    assertThat(jobs.text("/data/items/0/state")).isEqualTo("dead");
    assertThat(jobs.text("/data/items/0/body")).contains("ann", "***");
    assertThat(jobs.text("/data/items/0/properties/tenant")).isEqualTo("eu");
    assertThat(jobs.text("/data/items/0/properties/api_key")).isEqualTo("***");
    assertThat(jobs.text()).doesNotContain("hunter2").doesNotContain("k-123");
    assertThat(jobs.at("/data/total").intValue()).isEqualTo(1);
    assertThat(console.getAll()).doesNotContain("hunter2", "k-123", "AMQ222");
  }

  @Test
  void aDeadJobIsSentBackOnce() throws Exception {
    die("work", Map.of());
    var path = job() + "/retry";

    var answer = SERVER.post(path, null).hasStatus(200);

    assertThat(answer.at("/data/success").booleanValue()).isTrue();
    assertThat(dead().at("/data/items")).isEmpty();
    Await.polling() // the broker puts it in the queue a moment later
        .until(
            "it waits again",
            () ->
                SERVER.get(QueuePaths.of(queue) + "/jobs?state=waiting").at("/data/items").size()
                    == 1);
    SERVER.post(path, null).isError(404, "job_not_found");
    assertThat(SERVER.get(QueuePaths.audit(queue)).text("/data/items/0/action"))
        .isEqualTo("job_retried");
  }

  @Test
  void aDeadJobIsRemovedOnce() throws Exception {
    die("work", Map.of());
    var path = job() + "/remove";

    SERVER.post(path, null).hasStatus(200);

    assertThat(dead().at("/data/items")).isEmpty();
    SERVER.post(path, null).isError(404, "job_not_found");
    assertThat(SERVER.get(QueuePaths.audit(queue)).text("/data/items/0/action"))
        .isEqualTo("job_removed");
  }

  @Test
  void deadJobsComeInPages() throws Exception {
    for (int i = 0; i < 3; i++) {
      die("work " + i, Map.of());
    }

    var first = SERVER.get(QueuePaths.of(queue) + "/jobs?limit=2").hasStatus(200);
    var rest =
        SERVER.get(
            QueuePaths.of(queue) + "/jobs?limit=2&cursor=" + first.text("/data/next_cursor"));

    assertThat(first.at("/data/items")).hasSize(2);
    assertThat(rest.at("/data/items")).hasSize(1);
    assertThat(rest.text("/data/next_cursor")).isNull();
  }

  @Test
  void aWrongCursorIsABadRequest() throws Exception {
    die("work", Map.of());

    SERVER.get(QueuePaths.of(queue) + "/jobs?cursor=wrong").isError(400, "invalid_request");
  }

  @Test
  void theBrokerRefusesWhoHasNoToken() {
    assertThat(catchThrowable("rcl_wrong")).isInstanceOf(JMSException.class);
  }

  private static Throwable catchThrowable(String token) {
    return org.assertj.core.api.Assertions.catchThrowable(
        () -> new Worker(SERVER.brokerPort(), token).close());
  }

  private void die(String body, Map<String, String> properties) throws Exception {
    try (var worker = new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR))) {
      worker.send(queue, body, properties);
      worker.fail(queue);
    }
    Await.polling()
        .until(
            "the queue is known", () -> SERVER.get(QueuePaths.of(queue) + "/jobs").status() == 200);
  }

  private Answer dead() {
    return SERVER.get(QueuePaths.of(queue) + "/jobs").hasStatus(200);
  }

  private String job() {
    var id = String.valueOf(dead().text("/data/items/0/id"));
    return QueuePaths.of(queue) + "/jobs/" + QueuePaths.encoded(id);
  }
}
