package dev.recloser.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.QueueSample.Worker;
import dev.recloser.server.queues.DetailJson.WorkerJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerJsonTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void tellsWhatTheEngineTells() {
    assertThat(WorkerJson.of(new Worker("w1@host", 3L, 4, AT, 0.5)))
        .isEqualTo(new WorkerJson("w1@host", 3L, 4, AT, 0.5));
  }

  @Test
  void whatTheEngineDoesNotTellIsNull() {
    assertThat(WorkerJson.of(new Worker("w1", 1L)))
        .isEqualTo(new WorkerJson("w1", 1L, null, null, null));
  }
}
