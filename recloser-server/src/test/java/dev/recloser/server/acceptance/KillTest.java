package dev.recloser.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Kill -9 at any moment: positions, times, reasons and holds are as before. */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

  @TempDir Path folder;

  @Test
  void mainBreakerAndItsPauseSurviveFiveKills() {
    try (var server = new ServerProcess(folder)) {
      server.start();
      try (var peers = new Peers("mail", folder, server.brokerPort()).amqpWorkers(Map.of())) {
        peers.producer(100, 50, "{\"ms\":5}");
        Wait.until("jobs flow", () -> peers.completedJobs() == 100);
        server.post("/api/v1/queue/open-circuit-breaker", "{\"reason\":\"database failover\"}");
        Wait.until("the pause is confirmed", () -> held(server.queue("mail")));
        peers.producer(200, 0, "{\"ms\":5}");
        Wait.until("jobs wait", () -> waiting(server) >= 200);
        var before = server.get("/api/v1/queue/circuit-breaker-status");

        for (int kill = 0; kill < 5; kill++) {
          server.kill();
          server.start();
          Wait.until(
              "the workers are back", () -> server.queue("mail").path("workers").asInt() == 3);
          Wait.until("the pause is confirmed", () -> held(server.queue("mail")));
          var after = server.get("/api/v1/queue/circuit-breaker-status");
          assertThat(after.path("state").asString()).isEqualTo("open");
          assertThat(after.path("opened_at")).isEqualTo(before.path("opened_at"));
          assertThat(after.path("metadata").path("reason").asString())
              .isEqualTo("database failover");
        }
        assertThat(peers.started()).as("no held job started").isEqualTo(100);

        server.post("/api/v1/queue/close-circuit-breaker", "");
        Wait.until("all held jobs ran", () -> peers.completedJobs() >= 300);
      }
    }
  }

  @Test
  void openProbingAndRampingSurviveAKill() {
    try (var server = new ServerProcess(folder)) {
      server.start();
      try (var peers = new Peers("mail", folder, server.brokerPort()).amqpWorkers(Map.of())) {
        peers.producer(600, 0, "{\"ms\":100}");
        Wait.until("jobs flow", () -> peers.completedJobs() >= 100);
        peers.down();
        Wait.until("it opens", () -> server.phase("mail").equals("open"));
        Wait.until("it is written down and done", () -> held(server.queue("mail")));
        var open = server.queue("mail").path("breaker");
        kill(server);
        assertSameOpening(server, open);

        server.post("/api/v1/queues/embedded/mail/breaker/probe", "{}");
        var probing = server.queue("mail").path("breaker");
        kill(server);
        assertSameOpening(server, probing);

        peers.up();
        Wait.until("it ramps", () -> server.phase("mail").equals("ramping"));
        kill(server);
        assertThat(server.phase("mail")).isIn("ramping", "closed");
        Wait.until("all jobs ran", () -> peers.completedJobs() == 600);
        Wait.until("it closes", () -> server.phase("mail").equals("closed"));
        assertThat(server.queue("mail").path("counts").path("dead").asInt()).isZero();
      }
    }
  }

  private static void kill(ServerProcess server) {
    server.kill();
    server.start();
    Wait.until("the queue is seen again", () -> !server.phase("mail").isEmpty());
  }

  private static void assertSameOpening(ServerProcess server, JsonNode before) {
    var after = server.queue("mail").path("breaker");
    assertThat(after.path("state").asString()).isEqualTo("open");
    assertThat(after.path("opened_at")).isEqualTo(before.path("opened_at"));
    assertThat(after.path("cause").path("text").asString())
        .startsWith(before.path("cause").path("text").asString());
    assertThat(after.path("episode")).isEqualTo(before.path("episode"));
  }

  private static boolean held(JsonNode queue) {
    return queue.path("pause").path("observed").asBoolean(false);
  }

  private static int waiting(ServerProcess server) {
    return server.queue("mail").path("counts").path("waiting").asInt(0);
  }
}
