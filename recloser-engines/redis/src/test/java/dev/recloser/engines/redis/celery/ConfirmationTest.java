package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.QueueSample;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  private List<String> workers() {
    return Objects.requireNonNull(sample().workers()).stream()
        .map(QueueSample.Worker::name)
        .toList();
  }

  private List<String> notices() {
    return engine.sample().notices();
  }
}
