package dev.recloser.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Grant;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engine.QueueSample;
import dev.recloser.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random steps beside a gate of four lines; after each step nothing is lost and no start is free.
 */
class MemoryInvariantsTest {

  private static final String MAIL = "mail";
  private static final int STEPS = 300;

  private final MemoryBroker broker = new MemoryBroker(new VirtualClock(), 3);
  private final MemoryEngine engine = new MemoryEngine(broker);
  private final RecordingSink sink = new RecordingSink();
  private final List<MemoryWorkers> crews = new ArrayList<>();
  private long sent;
  private long removed;
  private long started;
  private long lastGrant;

  private boolean held;
  private boolean paused;
  private long permits;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostAndNoStartIsFree(long seed) {
    var random = new SplittableRandom(seed);
    broker.createQueue(MAIL);
    engine.open(Set.of(), sink);

    for (var step = 0; step < STEPS; step++) {
      act(random);
      assertStartsWereAllowed();
      assertNothingIsLost();
    }

    assertThat(sink.outcomes())
        .filteredOn(outcome -> outcome.kind() == Kind.SUCCESS)
        .extracting(Outcome::jobId)
        .doesNotHaveDuplicates();
    assertThat(sink.outcomes())
        .filteredOn(Outcome::lastAttempt)
        .allSatisfy(outcome -> assertThat(outcome.attempt()).isEqualTo(3));
  }

  private void act(SplittableRandom random) {
    switch (random.nextInt(14)) {
      case 0, 1 -> send(random);
      case 2 -> broker.sendLater(MAIL, MemoryJob.of("late-" + sent++), Duration.ofSeconds(3));
      case 3 -> hold();
      case 4, 5 -> grant(random);
      case 6 -> flow();
      case 7 -> {
        broker.foreignPause(MAIL);
        paused = true;
      }
      case 8 -> foreignResume();
      case 9 -> hire(random);
      case 10 -> treat(random);
      case 11 -> restart(random);
      case 12 -> clearUp(random);
      default -> engine.advance(Duration.ofMillis(random.nextInt(2000)));
    }
  }

  private void send(SplittableRandom random) {
    for (var left = random.nextInt(8); left > 0; left--) {
      broker.send(MAIL, MemoryJob.of("job-" + sent++));
    }
  }

  private void hold() {
    engine.hold(MAIL, "test");
    held = true;
    permits = 0;
  }

  private void grant(SplittableRandom random) {
    if (held) {
      permits = 1L + random.nextInt(4);
      engine.grant(MAIL, new Grant(++lastGrant, (int) permits, random.nextBoolean()));
    }
  }

  private void flow() {
    engine.flow(MAIL);
    held = false;
    permits = 0;
  }

  private void foreignResume() {
    broker.foreignResume(MAIL);
    paused = false;
    held = false;
    permits = 0;
  }

  private void hire(SplittableRandom random) {
    var options =
        WorkerOptions.of(1 + random.nextInt(3))
            .withRunTime(RunTime.between(Duration.ofMillis(1), Duration.ofMillis(400), 5))
            .withDependency(Dependency.failing(0.6, 5));
    crews.add(broker.startWorkers(MAIL, options));
  }

  private void treat(SplittableRandom random) {
    if (crews.isEmpty()) {
      return;
    }
    var crew = crews.get(random.nextInt(crews.size()));
    switch (random.nextInt(5)) {
      case 0 -> crew.stop();
      case 1 -> crew.kill();
      case 2 -> crew.freeze();
      default -> crew.thaw();
    }
  }

  private void restart(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      permits = 0;
      broker.restart();
      engine.open(Set.of(), sink);
    }
  }

  private void clearUp(SplittableRandom random) {
    for (var job : engine.jobs(MAIL, new JobQuery(JobState.DEAD, null, 3)).items()) {
      if (random.nextBoolean()) {
        engine.retry(MAIL, job.id());
      } else {
        engine.remove(MAIL, job.id());
        removed++;
      }
    }
  }

  private void assertStartsWereAllowed() {
    var now = crews.stream().mapToLong(MemoryWorkers::started).sum();
    var allowed = paused ? 0 : held ? permits : Long.MAX_VALUE;
    assertThat(now - started).isLessThanOrEqualTo(allowed);
    if (held) {
      permits -= now - started;
    }
    started = now;
  }

  private void assertNothingIsLost() {
    var sample = engine.sample().queues().getFirst();
    assertThat(all(sample)).isEqualTo(sent - removed);
    assertThat(sample.withWorkers()).isEqualTo(sample.counts().running());
  }

  private static long all(QueueSample sample) {
    var counts = sample.counts();
    return LongStream.of(
            Objects.requireNonNull(counts.waiting()),
            Objects.requireNonNull(counts.running()),
            Objects.requireNonNull(counts.scheduled()),
            Objects.requireNonNull(counts.retrying()),
            Objects.requireNonNull(counts.dead()),
            Objects.requireNonNull(counts.completed()))
        .sum();
  }
}
