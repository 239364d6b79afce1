package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import dev.recloser.testkit.Await;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redrives over HTTP, on a real broker. */
class RedriveApiTest {

  private static final String REDRIVES = "/api/v1/redrives";

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  private final String queue = "redrive-" + UUID.randomUUID();

  @Test
  void aDryRunSendsNothingAndWhatItShowedIsSentAndFollowed() throws Exception {
    die(3);

    var dry = post("\"dry_run\":true").hasStatus(200);
    assertThat(dry.fields("/data"))
        .containsExactly(
            "id",
            "queue",
            "q",
            "state",
            "reason",
            "cut_off",
            "eligible",
            "skipped",
            "sent",
            "succeeded",
            "failed_again",
            "running",
            "left",
            "rate_per_s",
            "actor",
            "started_at",
            "ended_at");
    assertThat(dry.text("/data/state")).isEqualTo("dry_run");
    assertThat(dry.at("/data/eligible").intValue()).isEqualTo(3);
    assertThat(dead()).isEqualTo(3);
    assertThat(list().at("/data/items")).isEmpty();

    var begun =
        post("\"rate_per_s\":100,\"dry_run_id\":\"%s\"".formatted(dry.text("/data/id")))
            .hasStatus(200);
    assertThat(begun.text("/data/state")).isEqualTo("running");
    assertThat(begun.text("/data/cut_off")).isEqualTo(dry.text("/data/cut_off"));
    var path = REDRIVES + "/" + begun.text("/data/id");
    until(path, "it is done", "/data/state", "done");
    assertThat(dead()).isZero();
    try (var worker = worker()) {
      worker.succeed(queue);
      worker.succeed(queue);
      worker.succeed(queue);
    }

    until(path, "they ended", "/data/succeeded", "3");
    assertThat(list().text("/data/items/0/id")).isEqualTo(begun.text("/data/id"));
    var audit = SERVER.get(QueuePaths.audit(queue));
    assertThat(audit.text("/data/items/0/action")).isEqualTo("redrive_done");
    assertThat(audit.text("/data/items/1/action")).isEqualTo("redrive_started");
    assertThat(audit.text("/data/items/1/detail")).isEqualTo("3 dead jobs at 100 per second");
  }

  @Test
  void aRunningOneIsTheOnlyOneOfItsQueueAndCanBeStopped() throws Exception {
    die(3);
    var begun = post("\"rate_per_s\":1").hasStatus(200);
    var path = REDRIVES + "/" + begun.text("/data/id");

    post("\"rate_per_s\":1").isError(409, "redrive_running");
    var stopped = SERVER.post(path + "/stop", null).hasStatus(200);

    assertThat(stopped.text("/data/state")).isEqualTo("stopped");
    assertThat(stopped.text("/data/reason")).startsWith("stopped by ");
    assertThat(SERVER.get(path).text("/data/left")).isEqualTo(stopped.text("/data/left"));
    assertThat(dead()).isEqualTo(stopped.at("/data/left").intValue());
  }

  @Test
  void badInputIsNamed() throws Exception {
    die(1);

    post("\"rate_per_s\":201").isInvalid("rate_per_s");
    post("\"rate_per_s\":0").isInvalid("rate_per_s");
    post("\"ids\":[]").isInvalid("ids");
    post("\"ids\":[null]").isInvalid("ids");
    post("\"q\":\"%s\"".formatted("x".repeat(201))).isInvalid("q");
    post("\"unknown\":1").isInvalid("unknown");
    SERVER.post(REDRIVES, "{\"engine\":\"embedded\"}").isInvalid("queue");
    SERVER.post(REDRIVES, "{\"engine\":\"no\",\"queue\":\"x\"}").isError(404, "engine_not_found");
    SERVER.get(REDRIVES + "?queue=x").isInvalid("queue");
    SERVER.get(REDRIVES + "/nobody").isError(404, "redrive_not_found");
    post("\"q\":\"nothing like it\"").isError(409, "nothing_to_redrive");
    post("\"dry_run_id\":\"nobody\"").isError(409, "dry_run_gone");
    assertThat(dead()).isEqualTo(1);
  }

  @Test
  void aViewerMayLookOnly() throws Exception {
    die(1);
    SERVER.send("POST", REDRIVES, body(""), SERVER.token(Role.VIEWER)).isError(403, "forbidden");
    assertThat(dead()).isEqualTo(1);
  }

  private String body(String more) {
    var start = "{\"engine\":\"embedded\",\"queue\":\"%s\"".formatted(queue);
    return start + (more.isEmpty() ? "}" : "," + more + "}");
  }

  private Answer post(String more) {
    return SERVER.post(REDRIVES, body(more));
  }

  private Answer list() {
    return SERVER.get(REDRIVES + "?queue=embedded%2F" + QueuePaths.encoded(queue)).hasStatus(200);
  }

  private static void until(String path, String what, String pointer, String text) {
    Await.polling().until(what, () -> text.equals(SERVER.get(path).at(pointer).asString()));
  }

  private static Worker worker() throws Exception {
    return new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR));
  }

  private void die(int count) throws Exception {
    try (var worker = worker()) {
      for (int job = 0; job < count; job++) {
        worker.send(queue, "work " + job, Map.of());
        worker.fail(queue);
      }
    }
    Await.polling().until("all are known", () -> dead() == count);
  }

  private int dead() {
    var jobs = SERVER.get(QueuePaths.of(queue) + "/jobs");
    return jobs.status() == 200 ? jobs.at("/data/items").size() : -1;
  }
}
