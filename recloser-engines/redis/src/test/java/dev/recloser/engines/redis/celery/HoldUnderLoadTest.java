package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Grant;
import dev.recloser.testkit.WorkerCrew.SeenRun;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many workers are stopped and released while jobs and retries keep coming. */
class HoldUnderLoadTest extends CeleryPlant {

  private static final int ROUNDS = Integer.getInteger("recloser.hold.rounds", 3);
  private static final int WORKERS = 8;
  private static final int PROBE = 3;
  private static final int RAMP = 40;

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  @AfterEach
  void end() {
    ended = true;
  }

  /** Each job fails once; its retry is a new message that any worker may read. */
  @Test
  void noJobIsLostOrRunTwiceByHoldsOfABusyQueue() throws InterruptedException {
    String other = world.createQueue();
    var both = List.of(queue, other);
    try (CeleryCrew crew = world.start(both, WORKERS, Map.of("concurrency", 2, "events", true))) {
      until("all are met", () -> isMet(crew));
      Thread feeder = Thread.ofVirtual().start(() -> feed(both));
      for (int round = 1; round <= ROUNDS; round++) {
        assertThat(engine.hold(queue, "test").held()).isTrue();
        pass(new Grant(2L * round, PROBE, false));
        pass(new Grant(2L * round + 1, RAMP, true));
        assertThat(engine.flow(queue).held()).isFalse();
        long before = crew.started();
        until("jobs flow", () -> crew.started() > before + RAMP);
      }
      ended = true;
      feeder.join();

      until("each succeeded", () -> succeeded(crew).containsAll(sent));
      assertThat(crew.runs()).doesNotHaveDuplicates();
    }
  }

  private void pass(Grant grant) {
    engine.grant(queue, grant);
    until("they ran", () -> sink.outcomesOf(grant.id()).size() == grant.starts());
  }

  private void feed(List<String> queues) {
    var job = Map.of("ms", 20, "failures", 1, "countdown", 1);
    while (!ended) {
      for (String each : queues) {
        sent.addAll(world.send(each, Stream.generate(() -> job).limit(2).toList()));
      }
    }
  }

  private static Set<String> succeeded(CeleryCrew crew) {
    return crew.runs().stream()
        .filter(run -> !run.failed())
        .map(SeenRun::jobId)
        .collect(Collectors.toSet());
  }
}
