package dev.recloser.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An outage of 20 s under 20 jobs a second, on four queues of one broker at once: a dependency that
 * is down, one that fails six of ten, one that flaps, and one behind Jakarta Messaging workers.
 */
class OutageTest {

  private static final int JOBS = 1_200;
  private static final int PER_SECOND = 20;
  private static final long OUTAGE_MILLIS = 20_000;
  private static final long BEFORE_OUTAGE = 12L * PER_SECOND;
  private static final String JOB = "{\"ms\":40}";

  @TempDir Path folder;

  @Test
  void losesNoJobAndProbesGently() {
    try (var server = new ServerProcess(folder)) {
      server.start();
      try (var down = peers("down", server).amqpWorkers(Map.of());
          var ratio = peers("ratio", server).amqpWorkers(Map.of("FAIL_RATIO", "0.6"));
          var flap = peers("flap", server).amqpWorkers(Map.of("FLAP_MS", "5000"));
          var jakarta = peers("jakarta", server).jakartaWorkers()) {
        var all = List.of(down, ratio, flap, jakarta);
        all.forEach(peers -> peers.producer(JOBS, PER_SECOND, JOB));
        all.forEach(peers -> await(peers, BEFORE_OUTAGE));

        long began = System.currentTimeMillis();
        all.forEach(Peers::down);
        all.forEach(peers -> Wait.until(peers.queue() + " opens", () -> opened(server, peers)));
        Wait.until("the outage is over", () -> System.currentTimeMillis() >= began + OUTAGE_MILLIS);
        all.forEach(Peers::up);
        long ended = System.currentTimeMillis();
        all.forEach(peers -> await(peers, JOBS));
        all.forEach(peers ->
            Wait.until(
                peers.queue() + " closes", () -> server.phase(peers.queue()).equals("closed")));

        for (var peers : all) {
          report(server, peers, ended);
          assertThat(server.queue(peers.queue()).path("counts").path("dead").asInt()).isZero();
        }
        assertOnlyProbesStarted(server, down, ended);
        assertOnlyProbesStarted(server, jakarta, ended);
        assertThat(cause(server, "down"))
            .contains("attempts failed with PeerError: dependency is down");
      }
    }
  }

  /** Attempts in hand at the trip may still start their run; after them, probes only. */
  private static void assertOnlyProbesStarted(ServerProcess server, Peers peers, long until) {
    long opened = at(server, peers.queue(), "opened", 0);

    assertThat(peers.startedBetween(opened + 1_000, until)).as(peers.queue()).isBetween(1L, 15L);
  }

  private static void report(ServerProcess server, Peers peers, long outageEnded) {
    var queue = peers.queue();
    System.out.printf(
        "%-8s opened %d ms after the first failure, closed %d ms after the outage, %d attempts for"
            + " %d jobs%n",
        queue,
        at(server, queue, "opened", 0) - peers.firstFailureAt(),
        at(server, queue, "closed", outageEnded) - outageEnded,
        peers.started(),
        JOBS);
  }

  private static long at(ServerProcess server, String queue, String action, long notBefore) {
    return server.audit(queue).stream()
        .filter(row -> row.path("action").asString().equals(action))
        .map(row -> Instant.parse(row.path("at").asString()).toEpochMilli())
        .filter(at -> at >= notBefore)
        .findFirst()
        .orElseThrow();
  }

  private static String cause(ServerProcess server, String queue) {
    return server
        .get("/api/v1/queues/embedded/" + queue)
        .path("breaker")
        .path("cause")
        .path("text")
        .asString("");
  }

  private static boolean opened(ServerProcess server, Peers peers) {
    return server.audit(peers.queue()).stream()
        .anyMatch(row -> row.path("action").asString().equals("opened"));
  }

  private static void await(Peers peers, long completed) {
    Wait.until(
        completed + " jobs of " + peers.queue() + " are done",
        () -> peers.completedJobs() >= completed);
  }

  private Peers peers(String queue, ServerProcess server) {
    return new Peers(queue, folder, server.brokerPort());
  }
}
