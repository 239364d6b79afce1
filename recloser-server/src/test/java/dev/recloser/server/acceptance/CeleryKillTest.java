package dev.recloser.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 at a random moment of a hold, a probe, a ramp and a resume: no task is lost or doubled.
 * {@code -Drecloser.kill.rounds=20} for the long form.
 */
@Execution(ExecutionMode.CONCURRENT)
class CeleryKillTest {

  private static final String QUEUE = "mail";
  private static final int ROUNDS = Integer.getInteger("recloser.kill.rounds", 1);
  private static final int JOBS = 60;

  private final Random random = new Random(7);

  @TempDir Path folder;

  @Test
  void noTaskIsLostOrDoubledWhereverRecloserIsKilled() {
    try (var peers = new CeleryPeers(folder);
        var server = new ServerProcess(folder, "jobs", "celery+" + peers.url())) {
      peers.start("w", List.of(QUEUE), Map.of("late", true, "multiplier", 1, "events", true));
      peers.send(QUEUE, 5, Map.of());
      server.start();
      Wait.until("it is known", () -> row(server).path("workers").asInt() == 1);
      int jobs = 5;
      for (int round = 0; round < ROUNDS; round++) {
        peers.send(QUEUE, JOBS, Map.of("ms", 30));
        jobs += JOBS;

        kill(server, "open");
        Wait.until("wish and truth agree", () -> isHeld(server) == isOpen(server));
        server.command(QUEUE, "open");
        Wait.until("it is held", () -> isHeld(server));
        kill(server, "probe");
        Wait.until("it is held still", () -> isHeld(server) && isOpen(server));
        kill(server, "close");
        Wait.until("wish and truth agree", () -> isHeld(server) == isOpen(server));
        server.command(QUEUE, "close");
        kill(server, "close");
        server.command(QUEUE, "close");
        int sent = jobs;
        Wait.until("all ran", () -> completed(peers) >= sent);
        Wait.until("it flows", () -> !isHeld(server) && !isOpen(server));
      }
      var starts = peers.lines().stream().filter(line -> line.kind() == 'S').toList();
      assertThat(completed(peers)).as("lost or doubled").isEqualTo(jobs);
      assertThat(starts).as("run twice").hasSize(jobs);
      System.out.printf("celery   %d kills, %d tasks, each run once%n", 4 * ROUNDS, jobs);
    }
  }

  /** Gives a command, and kills the server before, during or after it is done. */
  private void kill(ServerProcess server, String command) {
    var answer = CompletableFuture.runAsync(() -> server.command(QUEUE, command));
    try {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts tests", e);
    }
    server.kill();
    var _ = answer.handle((_, _) -> true).join();
    server.start();
    Wait.until("the queue is seen again", () -> row(server).path("workers").asInt() == 1);
  }

  private static long completed(CeleryPeers peers) {
    return peers.lines().stream().filter(line -> line.kind() == 'C').count();
  }

  private static JsonNode row(ServerProcess server) {
    return server.queue(QUEUE);
  }

  private static boolean isHeld(ServerProcess server) {
    return row(server).path("pause").path("observed").asBoolean(false);
  }

  private static boolean isOpen(ServerProcess server) {
    return row(server).path("breaker").path("state").asString().equals("open");
  }
}
