package dev.recloser.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.EngineStatus;
import dev.recloser.control.MainStatus;
import dev.recloser.control.Snapshot;
import dev.recloser.engine.EngineInfo;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotMetricsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aThousandQueuesHaveRowsAndTheRestIsSummed() {
    var metrics = metrics(1_200);

    var jobs = points(metrics, "recloser_queue_jobs");

    assertThat(jobs.stream().map(point -> point.getLabels().get("queue")).distinct())
        .hasSize(1_001)
        .contains("queue-0", "queue-999", "other")
        .doesNotContain("queue-1000");
    assertThat(value(metrics, "recloser_queue_jobs", jobs("other"))).isEqualTo(600);
    assertThat(value(metrics, "recloser_queue_jobs", jobs("queue-0"))).isEqualTo(3);
    assertThat(points(metrics, "recloser_breaker_state")).hasSize(1_000);
  }

  @Test
  void whatAnEngineCannotTellIsLeftOut() {
    var states = points(metrics(1), "recloser_queue_jobs");

    assertThat(states)
        .extracting(point -> point.getLabels().get("state"))
        .containsExactly("waiting");
  }

  @Test
  void enginesShowWhetherTheyAnswerAndHowOldTheirDataIs() {
    var metrics = metrics(0);

    assertThat(value(metrics, "recloser_engine_up", engine("up"))).isEqualTo(1);
    assertThat(value(metrics, "recloser_engine_up", engine("away"))).isZero();
    assertThat(value(metrics, "recloser_engine_age_seconds", engine("up"))).isEqualTo(1.5);
    assertThat(value(metrics, "recloser_engine_age_seconds", engine("away"))).isNaN();
    assertThat(value(metrics, "recloser_main_breaker_open", Labels.EMPTY)).isEqualTo(1);
  }

  private static SnapshotMetrics metrics(int queues) {
    var snapshot =
        new Snapshot(
            NOW,
            1,
            new MainStatus(true, NOW, null, "storm", "ann", 1),
            List.of(
                engine("up", NOW.minus(Duration.ofMillis(1_500)), null),
                engine("away", null, "connection refused")),
            List.of(),
            IntStream.range(0, queues).mapToObj(i -> QueueViews.of("queue-" + i, NOW)).toList());
    return new SnapshotMetrics(new FrozenControl(snapshot));
  }

  private static EngineStatus engine(String id, @Nullable Instant lastOk, @Nullable String error) {
    var info = new EngineInfo("artemis", "Artemis", Map.of(), List.of());
    var status = error == null ? EngineStatus.Status.UP : EngineStatus.Status.DOWN;
    return new EngineStatus(id, info, status, lastOk, error, null, 0, List.of());
  }

  private static Labels engine(String id) {
    return Labels.of("engine", id);
  }

  private static Labels jobs(String queue) {
    return Labels.of("engine", "embedded", "queue", queue, "state", "waiting");
  }

  private static List<? extends DataPointSnapshot> points(SnapshotMetrics metrics, String name) {
    return metrics.collect().stream()
        .filter(metric -> metric.getMetadata().getPrometheusName().equals(name))
        .findFirst()
        .orElseThrow()
        .getDataPoints();
  }

  private static double value(SnapshotMetrics metrics, String name, Labels labels) {
    return points(metrics, name).stream()
        .filter(point -> point.getLabels().equals(labels))
        .map(point -> ((GaugeDataPointSnapshot) point).getValue())
        .findFirst()
        .orElseThrow();
  }
}
