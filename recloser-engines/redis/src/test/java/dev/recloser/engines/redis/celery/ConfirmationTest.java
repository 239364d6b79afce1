package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.QueueSample;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/**
 * Celery answers a command before it carries it out: a hold or a release is done when a look shows
 * it.
 */
class ConfirmationTest extends CeleryPlant {

  private static final GateView HELD = new GateView(true, Owner.RECLOSER);

  private static final String RELEASED = "Queue %s is released; its workers did not confirm yet.";

  private LazyWorker worker;

  @BeforeEach
  void startWorker() {
    worker = new LazyWorker(world.redis(), "lazy@here", queue);
    until("it is met", () -> workers().contains("lazy@here"));
  }

  @AfterEach
  void stopWorker() {
    worker.close();
  }

  @Test
  void aHoldAndAReleaseAreDoneWhenTheWorkersDidThem() {
    worker.obeysAfter(3);

    assertThat(engine.hold(queue, "test")).isEqualTo(HELD);
    assertThat(worker.queues()).containsExactly(Names.gate(queue));
    assertThat(notices()).noneMatch(it -> it.contains("not fully held"));

    assertThat(engine.flow(queue)).isEqualTo(GateView.FLOWING);
    assertThat(worker.queues()).containsExactly(queue);
  }

  @Test
  void aReleaseThatNobodyCarriedOutIsStillOurs() {
    engine.hold(queue, "test");
    worker.obeysAfter(Integer.MAX_VALUE);

    assertThat(engine.flow(queue)).isEqualTo(HELD);
    assertThat(notices()).contains(RELEASED.formatted(queue));

    worker.obeysAfter(0);
    until("it flows", () -> sample().gate().equals(GateView.FLOWING));
    assertThat(notices()).doesNotContain(RELEASED.formatted(queue));
    assertThat(worker.queues()).containsExactly(queue);
  }

  @Test
  void aWorkerThatDiedBeforeItObeyedHidesNobodysPause() {
    engine.hold(queue, "test");
    worker.obeysAfter(Integer.MAX_VALUE);
    assertThat(engine.flow(queue)).isEqualTo(HELD);
    worker.close();
    try (LazyWorker next = new LazyWorker(world.redis(), "next@here", queue)) {
      until("it flows", () -> sample().gate().equals(GateView.FLOWING));

      next.stopsTaking();
      until("it stopped", () -> sample().gate().held());

      assertThat(sample().gate().owner()).isEqualTo(Owner.EXTERNAL);
    }
  }

  /** Two workers with reads under way that name a queue which they left can lose a job. */
  @Test
  void aWorkerIsToldWhenThoseBeforeItHaveStoppedAndTheirReadsAreEnded() {
    var tooEarly = new CopyOnWriteArrayList<String>();
    try (LazyWorker next = new LazyWorker(world.redis(), "next@here", queue);
        RedisClient reader = world.redis().client()) {
      until("it is met", () -> workers().contains("next@here"));
      Thread read =
          Thread.ofVirtual()
              .start(() -> {
                var _ = reader.brpop(60, queue);
                checkThatFirstLeft(tooEarly, "the end of reads");
              });
      until("it reads", () -> world.blockedReads() == 1);
      worker.obeysAfter(3);
      next.whenTold(() -> {
        checkThatFirstLeft(tooEarly, "the next one");
        if (world.blockedReads() > 0) {
          tooEarly.add("the next one, before the end of reads");
        }
      });

      assertThat(engine.hold(queue, "test")).isEqualTo(HELD);
      until("its read ended", () -> !read.isAlive());
      assertThat(next.queues()).containsExactly(Names.gate(queue));
    }
    assertThat(tooEarly).isEmpty();
  }

  private void checkThatFirstLeft(List<String> tooEarly, String what) {
    if (worker.queues().contains(queue)) {
      tooEarly.add(what);
    }
  }

  private List<String> workers() {
    return Objects.requireNonNull(sample().workers()).stream()
        .map(QueueSample.Worker::name)
        .toList();
  }

  private List<String> notices() {
    return engine.sample().notices();
  }
}
