package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.QueueSample;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#DISCOVER}. */
public interface DiscoverContract extends EngineContract {

  /** Nobody has to tell the engine of a queue. */
  @Test
  default void aQueueThatCameLaterIsFound() {
    try (var bench = bench()) {
      var later = bench.harness().createQueue();

      assertThat(bench.engine().sample().queues()).extracting(QueueSample::queue).contains(later);
    }
  }
}
