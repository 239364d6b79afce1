package dev.recloser.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An outage of 20 s under 20 jobs a second, on seven queues of one broker at once: a dependency
 * that is down, one that fails six of ten, one that flaps, one that answers with time-outs, one
 * that comes back weak, one behind Jakarta Messaging workers, and one that is well but gets a burst
 * of poison, long enough to look like an outage.
 */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {

  private static final int JOBS = 1_200;
  private static final int PER_SECOND = 20;
  private static final int POISON = 30;
  private static final int POISONED_JOBS = 600;
  private static final long OUTAGE_MILLIS = 20_000;
  private static final String JOB = "{\"ms\":40}";

  /** What the weak dependency takes: a fifth of what it took before. */
  private static final int WEAK = 4;

  private static final int WEAK_JOBS = 360;
  private static final int WEAK_PER_SECOND = 5;

  @TempDir Path folder;

  @Test
  void losesNoJobAndProbesGently() {
    try (var server = new ServerProcess(folder)) {
      server.start();
      try (var down = peers("down", server).amqpWorkers(Map.of());
          var ratio = peers("ratio", server).amqpWorkers(Map.of("FAIL_RATIO", "0.6"));
          var flap = peers("flap", server).amqpWorkers(Map.of("FLAP_MS", "5000"));
          var slow = peers("slow", server).amqpWorkers(Map.of("OUTAGE_MS", "5000"));
          var weak = peers("weak", server).amqpWorkers(Map.of("CAPACITY", "" + WEAK));
          var jakarta = peers("jakarta", server).jakartaWorkers();
          var poisoned = peers("poisoned", server).amqpWorkers(Map.of())) {
        var ill = List.of(down, ratio, flap, slow, weak, jakarta);
        var strong = List.of(down, ratio, flap, slow, jakarta);
        ill.forEach(
            peers -> awaitWorkers(server, peers)); // else the first jobs end before the last
        awaitWorkers(server, poisoned);
        strong.forEach(peers -> peers.producer(JOBS, PER_SECOND, JOB));
        poisoned.producer(POISONED_JOBS, PER_SECOND, JOB);
        weak.producer(WEAK_JOBS, WEAK_PER_SECOND, JOB);
        strong.forEach(peers -> await(peers, 12 * PER_SECOND));

        long began = System.currentTimeMillis();
        ill.forEach(Peers::down);
        poisoned.producer(POISON, 0, "{\"ms\":400,\"fail\":true}");
        long downHeld = awaitHold(server, down);
        long jakartaHeld = awaitHold(server, jakarta);
        ill.forEach(peers -> Wait.until(peers.queue() + " opens", () -> opened(server, peers)));
        Wait.until("the outage is over", () -> System.currentTimeMillis() >= began + OUTAGE_MILLIS);
        ill.forEach(Peers::up);
        long ended = System.currentTimeMillis();
        strong.forEach(peers -> await(peers, JOBS));
        await(poisoned, POISONED_JOBS);
        await(weak, WEAK_JOBS);
        strong.forEach(peers -> awaitClosed(server, peers));
        awaitClosed(server, weak);

        for (var peers : ill) {
          report(server, peers, ended);
          assertThat(dead(server, peers)).as(peers.queue()).isZero();
        }
        assertThat(dead(server, poisoned)).as("no job but poison").isLessThanOrEqualTo(POISON);
        assertOnlyProbesStarted(down, downHeld, ended);
        assertOnlyProbesStarted(jakarta, jakartaHeld, ended);
        assertNoHerd(weak, ended + 60_000);
        assertThat(cause(server, "down"))
            .contains("attempts failed with PeerError: dependency is down");
      }
    }
  }

  private static void awaitWorkers(ServerProcess server, Peers peers) {
    Wait.until(
        peers.queue() + " has its workers",
        () -> server.queue(peers.queue()).path("workers").asInt() == Peers.WORKERS);
  }

  private static void awaitClosed(ServerProcess server, Peers peers) {
    Wait.until(peers.queue() + " closes", () -> server.phase(peers.queue()).equals("closed"));
  }

  private static int dead(ServerProcess server, Peers peers) {
    return server.queue(peers.queue()).path("counts").path("dead").asInt();
  }

  /** Never more than a fifth above what the dependency takes, over half a minute. */
  private static void assertNoHerd(Peers peers, long from) {
    long last = peers.lines().getLast().at();
    long most = 0;
    for (long at = from; at < last; at += 1_000) {
      most = Math.max(most, peers.startedBetween(at, at + 30_000));
    }
    System.out.printf("%-8s at most %d starts in 30 s%n", peers.queue(), most);
    assertThat(most).as("there was something to see").isPositive();
    assertThat(most).isLessThanOrEqualTo(WEAK * 36);
  }

  /** When the engine was seen to hold the queue, at the latest. */
  private static long awaitHold(ServerProcess server, Peers peers) {
    Wait.until(
        peers.queue() + " is held",
        () -> server.queue(peers.queue()).path("pause").path("observed").asBoolean(false));
    return System.currentTimeMillis();
  }

  private static void assertOnlyProbesStarted(Peers peers, long held, long until) {
    assertThat(peers.startedBetween(held, until)).as(peers.queue()).isLessThanOrEqualTo(15);
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
        peers.completedJobs());
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
