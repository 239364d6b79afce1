package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineSample;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engine.QueueSample.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.artemis.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One look at a remote broker: two listings, and the age of the first job where jobs wait. */
final class RemoteSampler {

  /** One question each. */
  private static final int MAX_AGES = 200;

  /** A job without a send time would look older than this. */
  private static final Duration ABSURD_AGE = Duration.ofDays(3_650);

  private static final int PAGE = 500;
  private static final int MAX_PAGES = 40;

  private final DeadLetters deadLetters;
  private final Reports reports;
  private final Instant now;
  private int ages;

  RemoteSampler(DeadLetters deadLetters, Reports reports, Instant now) {
    this.deadLetters = deadLetters;
    this.reports = reports;
    this.now = now;
  }

  EngineSample sample(Link link) throws Exception {
    deadLetters.newLook();
    var rows = new HashMap<String, QueueRow>();
    QueueRow.all(link).forEach(row -> rows.put(row.name(), row));
    var rules = new HashMap<String, DeadLetters.Rules>();
    for (QueueRow row : rows.values()) {
      DeadLetters.Rules known = row.jobs() ? deadLetters.of(link, row.address()) : null;
      if (known != null) {
        rules.put(row.name(), known);
      }
    }
    Map<String, Map<String, Long>> workers = workers(link);
    var samples = new ArrayList<QueueSample>();
    for (QueueRow row : rows.values()) {
      if (row.jobs() && !deadLetters.isDeadLetterAddress(row.address())) {
        Long dead = dead(rows, rules.get(row.name()));
        samples.add(sample(link, row, dead, workers.getOrDefault(row.name(), Map.of())));
      }
    }
    return new EngineSample(now, samples, notices(rows.values()));
  }

  private QueueSample sample(
      Link link, QueueRow row, @Nullable Long dead, Map<String, Long> workers) throws Exception {
    return new QueueSample(
        row.name(),
        new Counts(row.waiting(), row.delivering(), row.scheduled(), null, dead, null),
        new Totals(row.added(), row.acknowledged(), reports.failures(row.name())),
        age(link, row),
        row.paused() ? new GateView(true, Owner.UNKNOWN) : GateView.FLOWING,
        row.delivering(),
        workers.entrySet().stream().map(w -> new Worker(w.getKey(), w.getValue())).toList());
  }

  private static @Nullable Long dead(
      Map<String, QueueRow> rows, DeadLetters.@Nullable Rules rules) {
    if (rules == null || rules.shared() || rules.queue() == null) {
      return null;
    }
    QueueRow row = rows.get(rules.queue());
    return row == null ? 0L : row.messages();
  }

  private @Nullable Duration age(Link link, QueueRow row) throws Exception {
    if (row.waiting() == 0 || ages++ >= MAX_AGES) {
      return null;
    }
    Object age = link.attribute("queue." + row.name(), "firstMessageAge");
    if (!(age instanceof Number millis)) {
      return null;
    }
    var duration = Duration.ofMillis(millis.longValue());
    return duration.isNegative() || duration.compareTo(ABSURD_AGE) > 0 ? null : duration;
  }

  /** Per queue the remote addresses of its consumers, with the jobs they hold. */
  private static Map<String, Map<String, Long>> workers(Link link) throws Exception {
    var workers = new HashMap<String, Map<String, Long>>();
    for (int page = 1; page <= MAX_PAGES; page++) {
      List<JsonObject> rows = QueueRow.page(link, "listConsumers", QueueRow.ofQueue("", ""), page);
      for (JsonObject row : rows) {
        workers
            .computeIfAbsent(row.getString("queue", ""), _ -> new TreeMap<>())
            .merge(row.getString("remoteAddress", "unknown"), inHand(row), Long::sum);
      }
      if (rows.size() < PAGE) {
        break;
      }
    }
    return workers;
  }

  private static long inHand(JsonObject row) {
    String text = row.getString("messagesInTransit", "0");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private List<String> notices(Iterable<QueueRow> rows) {
    var notices = new ArrayList<String>();
    for (QueueRow row : rows) {
      if (row.jobs() && row.consumers() > 0 && row.delivering() > 2L * row.consumers()) {
        notices.add(
            "Workers of %s hold %d jobs for %d consumers: prefetched jobs run even after a hold."
                .formatted(row.name(), row.delivering(), row.consumers()));
      }
    }
    if (reports.dropped() > 0) {
      notices.add(
          "%d error reports on recloser.outcomes could not be read.".formatted(reports.dropped()));
    }
    return notices;
  }
}
