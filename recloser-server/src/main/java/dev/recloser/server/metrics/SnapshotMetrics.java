package dev.recloser.server.metrics;

import dev.recloser.control.Control;
import dev.recloser.control.QueueView;
import dev.recloser.control.Snapshot;
import dev.recloser.engine.QueueSample;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gauges read from the newest snapshot at each scrape. At most 1,000 queues have rows of their own;
 * the jobs of the rest are summed under {@code other}. Never a job id, an error or a person.
 */
final class SnapshotMetrics implements MultiCollector {

  static final int MOST_QUEUES = 1_000;

  private final Control control;

  SnapshotMetrics(Control control) {
    this.control = control;
  }

  @Override
  public MetricSnapshots collect() {
    var snapshot = control.snapshot();
    return MetricSnapshots.of(
        jobs(snapshot),
        breakers(snapshot),
        single(
            "recloser_main_breaker_open",
            "1 while the main breaker is open",
            snapshot.main().open()),
        engineUp(snapshot),
        engineAge(snapshot));
  }

  private static GaugeSnapshot jobs(Snapshot snapshot) {
    Map<Labels, Double> sums = new LinkedHashMap<>();
    var queues = snapshot.ownQueues();
    for (int i = 0; i < queues.size(); i++) {
      var queue = queues.get(i);
      var name = i < MOST_QUEUES ? queue.id().name() : "other";
      states(queue.sample().counts())
          .forEach((state, count) ->
              sums.merge(
                  Labels.of("engine", queue.id().engine(), "queue", name, "state", state),
                  (double) count,
                  Double::sum));
    }
    var gauge = GaugeSnapshot.builder().name("recloser_queue_jobs").help("Jobs per state");
    sums.forEach((labels, value) -> gauge.dataPoint(point(labels, value)));
    return gauge.build();
  }

  private static Map<String, Long> states(QueueSample.Counts counts) {
    Map<String, Long> states = new TreeMap<>();
    put(states, "waiting", counts.waiting());
    put(states, "running", counts.running());
    put(states, "scheduled", counts.scheduled());
    put(states, "retrying", counts.retrying());
    put(states, "dead", counts.dead());
    return states;
  }

  private static void put(Map<String, Long> states, String state, @Nullable Long count) {
    if (count != null) {
      states.put(state, count);
    }
  }

  private static GaugeSnapshot breakers(Snapshot snapshot) {
    var gauge =
        GaugeSnapshot.builder()
            .name("recloser_breaker_state")
            .help("0 closed, 1 open, 2 probing, 3 ramping");
    List<QueueView> queues = new ArrayList<>(snapshot.queues());
    for (var queue : queues.subList(0, Math.min(MOST_QUEUES, queues.size()))) {
      var labels = Labels.of("engine", queue.id().engine(), "queue", queue.id().name());
      gauge.dataPoint(point(labels, number(queue)));
    }
    return gauge.build();
  }

  private static double number(QueueView queue) {
    return switch (queue.breaker().phase()) {
      case CLOSED -> queue.breaker().open() ? 1 : 0;
      case OPEN -> 1;
      case PROBING -> 2;
      case RAMPING -> 3;
    };
  }

  private static GaugeSnapshot engineUp(Snapshot snapshot) {
    var gauge = GaugeSnapshot.builder().name("recloser_engine_up").help("1 while it answers");
    for (var engine : snapshot.engines()) {
      boolean up = engine.error() == null && engine.lastOkAt() != null;
      gauge.dataPoint(point(Labels.of("engine", engine.id()), up ? 1 : 0));
    }
    return gauge.build();
  }

  private static GaugeSnapshot engineAge(Snapshot snapshot) {
    var gauge = GaugeSnapshot.builder().name("recloser_engine_age_seconds").help("Age of its data");
    for (var engine : snapshot.engines()) {
      var lastOk = engine.lastOkAt();
      double age =
          lastOk == null
              ? Double.NaN
              : Duration.between(lastOk, snapshot.takenAt()).toMillis() / 1000.0;
      gauge.dataPoint(point(Labels.of("engine", engine.id()), age));
    }
    return gauge.build();
  }

  private static GaugeSnapshot single(String name, String help, boolean value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(Labels.EMPTY, value ? 1 : 0))
        .build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
