package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Engine;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.QueueSample;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.RecordingSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Celery plant with an engine over it and one queue for each test. */
abstract class CeleryPlant {

  static CeleryWorld world;

  @TempDir static Path worldFolder;

  @TempDir Path folder;

  final RecordingSink sink = new RecordingSink();
  Engine engine;
  String queue;

  @BeforeAll
  static void startWorld() {
    world = new CeleryWorld(worldFolder);
  }

  @AfterAll
  static void stopWorld() {
    world.close();
  }

  @BeforeEach
  void open() {
    engine = world.engine(folder);
    engine.open(Set.of(), sink);
    queue = world.createQueue();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  static void until(String what, BooleanSupplier condition) {
    Await.polling().until(what, condition);
  }

  final QueueSample sample() {
    return engine.sample().queues().stream()
        .filter(each -> each.queue().equals(queue))
        .findFirst()
        .orElseThrow();
  }

  final boolean isMet(CeleryCrew crew) {
    var workers = sample().workers();
    return workers != null
        && workers.stream().map(QueueSample.Worker::name).toList().containsAll(crew.hosts());
  }

  /** Early acknowledgement, prefetch multiplier 4, no -E: what most people run. */
  final CeleryCrew startDefault() {
    CeleryCrew crew = world.start(List.of(queue), 1, Map.of("concurrency", 2));
    until("it is met", () -> isMet(crew));
    return crew;
  }

  final List<Job> jobs(JobState state) {
    return engine.jobs(queue, new JobQuery(state, null, 10)).items();
  }
}
