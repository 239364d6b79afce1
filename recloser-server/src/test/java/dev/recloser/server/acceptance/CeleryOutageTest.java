package dev.recloser.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.acceptance.CeleryPeers.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The owner's own plant: eight workers of two processes with Celery's default settings, all on the
 * same four queues, ten tasks a second each. {@code -Drecloser.outage.seconds=60} for the long
 * form.
 */
@Execution(ExecutionMode.CONCURRENT)
class CeleryOutageTest {

  private static final int WORKERS = 8;
  private static final int RESTARTS = 4;
  private static final long PREFETCH = 2 * 4;
  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("recloser.outage.seconds", 15));
  private static final String MAIL = "mail";
  private static final List<String> OTHERS = List.of("billing", "llm", "webhooks");
  private static final List<String> QUEUES = List.of(MAIL, "billing", "llm", "webhooks");
  private static final long STEP_MILLIS = 500;
  private static final int PER_STEP = 5;

  @TempDir Path folder;

  /** When each task was sent, by queue. */
  private final Map<String, Map<String, Long>> sentAt = new ConcurrentHashMap<>();

  @Test
  void oneQueueIsHeldTheOthersDoNotNoticeAndNoTaskIsLost() {
    try (var peers = new CeleryPeers(folder);
        var server = server(peers)) {
      startAll(peers, server);
      try (var _ = new Feeder(peers, QUEUES)) {
        Wait.until("jobs flow", () -> completed(peers, MAIL) > 100);

        peers.dependency(MAIL, false);
        long began = System.currentTimeMillis();
        var look = lookAfterHold(server);
        long held = sampledAt(look);
        long bound = look.path("with_workers").asLong();
        Wait.until(
            "the outage is over", () -> System.currentTimeMillis() >= began + OUTAGE.toMillis());
        long ended = System.currentTimeMillis();
        assertOnlyProbesStarted(server, peers, held, ended, bound);
        assertOthersDidNotNotice(server, peers, began, ended);

        peers.dependency(MAIL, true);
        try (var ramp = new RampWatch(server, MAIL)) {
          Wait.until("it closes", () -> server.phase(MAIL).equals("closed"));
          ramp.report(time -> count(peers, MAIL, it -> it.kind() == 'S' && it.at() < time));
        }
        System.out.printf(
            "celery   held %d ms after the outage began, %d attempts still with workers, closed %d"
                + " ms after its end%n",
            held - began, bound, System.currentTimeMillis() - ended);
      }
      assertEachRanOnce(peers);
    }
  }

  /** Celery itself loses a few tasks when a worker with its default settings is restarted. */
  @Test
  void aHoldSurvivesARestartOfTheWorkers() {
    try (var peers = new CeleryPeers(folder);
        var server = server(peers)) {
      startAll(peers, server);
      try (var _ = new Feeder(peers, List.of(MAIL))) {
        Wait.until("jobs flow", () -> completed(peers, MAIL) > 20);
        var _ = server.command(MAIL, "open");
        var look = lookAfterHold(server);
        long held = sampledAt(look);

        var startedAt = new TreeSet<Long>();
        for (int worker = 0; worker < RESTARTS; worker++) {
          peers.stop("w" + worker);
          startedAt.add(System.currentTimeMillis());
          start(peers, worker);
          assertThat(isHeld(server.queue(MAIL))).isTrue();
        }

        Wait.until("each is known", () -> server.queue(MAIL).path("workers").asInt() == WORKERS);
        assertThat(server.queue(MAIL).path("breaker").path("lock").asString())
            .isEqualTo("forced_open");
        long with = look.path("with_workers").asLong();
        long leaked = count(peers, MAIL, it -> it.kind() == 'S' && it.at() > held) - with;
        System.out.printf(
            "celery   %d restarts in a hold: %d jobs leaked, the last %d ms after a start%n",
            RESTARTS, leaked, lastLeak(peers, startedAt));
        assertThat(leaked).as("less than they prefetch").isLessThanOrEqualTo(RESTARTS * PREFETCH);
        long waiting = server.queue(MAIL).path("counts").path("waiting").asLong();
        assertThat(waiting).isPositive();
        var _ = server.command(MAIL, "close");
        Wait.until("it closes", () -> server.phase(MAIL).equals("closed"));
      }
    }
  }

  /** The longest time from the start of a worker to that of a job before the next one started. */
  private static long lastLeak(CeleryPeers peers, NavigableSet<Long> startedAt) {
    return peers.lines().stream()
        .filter(it -> it.kind() == 'S' && it.at() > startedAt.first())
        .mapToLong(it -> it.at() - Objects.requireNonNull(startedAt.floor(it.at())))
        .max()
        .orElse(0);
  }

  private ServerProcess server(CeleryPeers peers) {
    return new ServerProcess(folder, "jobs", "celery+" + peers.url());
  }

  private static void startAll(CeleryPeers peers, ServerProcess server) {
    for (int worker = 0; worker < WORKERS; worker++) {
      start(peers, worker);
    }
    server.start();
    Wait.until("all are known", () -> server.queue(MAIL).path("workers").asInt() == WORKERS);
  }

  private static void start(CeleryPeers peers, int worker) {
    peers.start("w" + worker, QUEUES, Map.of("concurrency", 2, "events", true));
  }

  /** The first row whose numbers are from after the hold was confirmed. */
  private static JsonNode lookAfterHold(ServerProcess server) {
    Wait.until("it is held", () -> isHeld(server.queue(MAIL)));
    long confirmed = System.currentTimeMillis();
    Wait.until("it is looked at", () -> sampledAt(server.queue(MAIL)) > confirmed);
    return server.queue(MAIL);
  }

  private static boolean isHeld(JsonNode queue) {
    return queue.path("pause").path("observed").asBoolean(false);
  }

  private static long sampledAt(JsonNode queue) {
    return Instant.parse(queue.path("taken_at").asString()).toEpochMilli();
  }

  private Set<String> ids(String queue) {
    return sentAt.getOrDefault(queue, Map.of()).keySet();
  }

  private long completed(CeleryPeers peers, String queue) {
    return count(peers, queue, line -> line.kind() == 'C');
  }

  private long count(CeleryPeers peers, String queue, Predicate<Line> what) {
    var ids = ids(queue);
    return peers.lines().stream().filter(what).filter(line -> ids.contains(line.id())).count();
  }

  private void assertOnlyProbesStarted(
      ServerProcess server, CeleryPeers peers, long held, long ended, long bound) {
    long rounds =
        server.audit(MAIL).stream()
            .filter(row -> row.path("action").asString().equals("probing"))
            .count();
    long starts = count(peers, MAIL, it -> it.kind() == 'S' && it.at() > held && it.at() < ended);

    System.out.printf(
        "celery   %d starts in the hold: %d attempts were with workers, %d rounds of probes%n",
        starts, bound, rounds);
    assertThat(rounds).isPositive();
    assertThat(starts).isLessThanOrEqualTo(bound + 3 * rounds);
  }

  private void assertOthersDidNotNotice(
      ServerProcess server, CeleryPeers peers, long began, long ended) {
    for (var queue : OTHERS) {
      var times = sentAt.getOrDefault(queue, Map.of()).values();
      long sent = times.stream().filter(at -> at > began && at < ended - STEP_MILLIS).count();
      long done = count(peers, queue, it -> it.kind() == 'C' && it.at() > began && it.at() < ended);
      System.out.printf("celery   %s: %d sent, %d done meanwhile%n", queue, sent, done);
      assertThat(done).as(queue).isGreaterThanOrEqualTo(sent * 95 / 100);
      assertThat(server.audit(queue)).as(queue + " was never touched").isEmpty();
    }
  }

  private void assertEachRanOnce(CeleryPeers peers) {
    long patience = System.currentTimeMillis() + 90_000;
    Wait.until(
        "all tasks ended or time is up",
        () -> missing(peers).isEmpty() || System.currentTimeMillis() > patience);
    var missing = missing(peers);
    assertThat(missing)
        .as(() -> "none is lost; keys with their messages: " + places(peers, missing.keySet()))
        .isEmpty();
    var seen = new HashSet<String>();
    for (var line : peers.lines()) {
      assertThat(seen.add(line.kind() + line.id() + line.attempt())).as("twice: " + line).isTrue();
    }
  }

  /** The lines of each task that did not succeed, by its id. */
  private Map<String, List<Line>> missing(CeleryPeers peers) {
    var lines = peers.lines().stream().collect(Collectors.groupingBy(Line::id));
    var missing = new TreeMap<String, List<Line>>();
    for (var queue : QUEUES) {
      for (var id : ids(queue)) {
        var own = lines.getOrDefault(id, List.of());
        if (own.stream().noneMatch(line -> line.kind() == 'C')) {
          missing.put(id, own);
        }
      }
    }
    return missing;
  }

  private static Map<String, List<String>> places(CeleryPeers peers, Set<String> ids) {
    return ids.stream().collect(Collectors.toMap(id -> id, peers::placesOf));
  }

  /** Sends five tasks each half second to each queue. */
  private final class Feeder implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopped;

    Feeder(CeleryPeers peers, List<String> queues) {
      thread = Thread.ofVirtual().start(() -> feed(peers, queues));
    }

    private void feed(CeleryPeers peers, List<String> queues) {
      long next = System.currentTimeMillis();
      while (!stopped) {
        for (var queue : queues) {
          var job = Map.of("ms", 50, "countdown", 10, "calls", queue);
          long now = System.currentTimeMillis();
          var sent = sentAt.computeIfAbsent(queue, _ -> new ConcurrentHashMap<>());
          peers.send(queue, PER_STEP, job).forEach(id -> sent.put(id, now));
        }
        next += STEP_MILLIS;
        long due = next;
        Wait.until("the next step", () -> System.currentTimeMillis() >= due);
      }
    }

    @Override
    public void close() {
      stopped = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts tests", e);
      }
    }
  }
}
