package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Engine;
import dev.recloser.engine.QueueSample;
import dev.recloser.engines.redis.RedisServer;
import dev.recloser.testkit.AgeContract;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.BrowseContract;
import dev.recloser.testkit.CountContract;
import dev.recloser.testkit.DiscoverContract;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.GrantContract;
import dev.recloser.testkit.HoldContract;
import dev.recloser.testkit.JobPlan;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.OutcomesContract;
import dev.recloser.testkit.RemoveContract;
import dev.recloser.testkit.RetryContract;
import dev.recloser.testkit.SendContract;
import dev.recloser.testkit.WorkerCrew;
import dev.recloser.testkit.WorkersContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Real workers of Celery with {@code acks_late}, and a prefetch as each test wants it. */
class CeleryContractTest
    implements DiscoverContract,
        CountContract,
        AgeContract,
        HoldContract,
        GrantContract,
        OutcomesContract,
        BrowseContract,
        RetryContract,
        RemoveContract,
        WorkersContract,
        SendContract {

  private static CeleryWorld world;

  /** Does ten jobs whenever a test gives the others time. */
  private static CeleryCrew others;

  private static String othersQueue;

  @TempDir static Path worldFolder;

  @TempDir Path folder;

  private final Harness harness = new Harness();
  private final MemoryDeadLetters letters = new MemoryDeadLetters();
  private @Nullable Engine engine;

  @BeforeAll
  static void startWorld() {
    world = new CeleryWorld(worldFolder);
    othersQueue = world.createQueue();
    others = world.start(List.of(othersQueue), 1, CeleryWorld.late(20));
  }

  @AfterAll
  static void stopWorld() {
    others.close();
    world.close();
  }

  @Override
  public Engine engine() {
    engine = world.engine(folder, letters);
    return engine;
  }

  @Override
  public EngineHarness harness() {
    return harness;
  }

  private final class Harness implements EngineHarness {

    private final Set<String> paused = new HashSet<>();
    private final List<CeleryCrew> pausedCrews = new ArrayList<>();
    private @Nullable CeleryCrew stopped;

    @Override
    public String createQueue() {
      return world.createQueue();
    }

    @Override
    public List<String> send(String queue, List<JobPlan> plans) {
      return world.send(
          queue,
          plans.stream()
              .map(plan -> Map.of("failures", plan.failures(), "note", plan.note()))
              .toList());
    }

    /**
     * Somebody who paused a queue starts no worker that takes from it. Recloser looked at the queue
     * before, as it does each second, so it has the message of the next job. Workers are ready when
     * Recloser met them: what a starting worker may take in that moment is the bound of the hold,
     * and {@code LateWorkerTest} measures it.
     */
    @Override
    public WorkerCrew startWorkers(String queue, int count, int prefetch) {
      var _ = Objects.requireNonNull(engine).sample();
      boolean isPaused = paused.contains(queue);
      var from = List.of(isPaused ? queue + "-paused" : queue);
      CeleryCrew crew = world.start(from, count, CeleryWorld.late(prefetch + 1));
      if (isPaused) {
        pausedCrews.add(crew);
      } else {
        await().until("Recloser met them", () -> workers(queue).containsAll(crew.hosts()));
      }
      return crew;
    }

    /** Only a worker can be told to stop, so there is one; it never takes from the queue again. */
    @Override
    public void foreignPause(String queue) {
      CeleryCrew crew = world.start(List.of(queue), 1, CeleryWorld.late(1));
      stopped = crew;
      await().until("Recloser saw it", () -> workers(queue).containsAll(crew.hosts()));
      world.control("cancel_consumer", queue, crew.hosts());
      paused.add(queue);
    }

    private List<String> workers(String queue) {
      return Objects.requireNonNull(engine).sample().queues().stream()
          .filter(each -> each.queue().equals(queue))
          .flatMap(each -> Objects.requireNonNull(each.workers()).stream())
          .map(QueueSample.Worker::name)
          .toList();
    }

    @Override
    public void foreignResume(String queue) {
      paused.remove(queue);
      for (CeleryCrew crew : pausedCrews) {
        world.control("add_consumer", queue, crew.hosts());
      }
    }

    @Override
    public Await await() {
      return Await.polling();
    }

    /** One job per process is in hand with {@code acks_late}; a stopped worker takes no other. */
    @Override
    public long holdBound(int workers) {
      return 0;
    }

    @Override
    public void settle() {
      int before = others.runs().size();
      world.send(othersQueue, 10);
      await().until("others did ten jobs", () -> others.runs().size() >= before + 10);
    }

    @Override
    public Optional<Engine> unreachableEngine() {
      return Optional.of(
          CeleryWorld.engine("redis://127.0.0.1:" + RedisServer.freePort() + "/0", folder));
    }

    @Override
    public List<String> secrets() {
      return List.of(RedisServer.PASSWORD);
    }

    @Override
    public void close() {
      if (stopped != null) {
        stopped.close();
      }
    }
  }
}
