package dev.recloser.server.replay;

import dev.recloser.control.QueueId;
import dev.recloser.control.Replay;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyField;
import dev.recloser.policy.PolicyLayer;
import dev.recloser.server.store.HistoryLog;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replays the recorded past of a queue. */
final class Replays {

  static final int MOST_HOURS = 168;

  private final HistoryLog log;
  private final PolicyBook book;

  Replays(HistoryLog log, PolicyBook book) {
    this.log = log;
    this.book = book;
  }

  boolean knows(QueueId queue) {
    return log.knows(queue);
  }

  /**
   * The last hours with the rules that hold for the queue now, these fields changed.
   *
   * @throws dev.recloser.breaker.PolicyException when a field cannot be set so
   */
  Replay.Result run(QueueId queue, Map<String, Object> fields, int hours, Instant now) {
    var set = book.resolve(queue.toString()).api();
    Map<PolicyField, Object> values = new LinkedHashMap<>(set.values());
    values.putAll(PolicyLayer.of(null, fields).values());
    var layer = new PolicyLayer(set.preset(), values);
    var policy = book.resolve(queue.toString(), layer).policy().breaker();
    var to = Instant.ofEpochSecond(now.getEpochSecond());
    var from = to.minus(Duration.ofHours(hours));
    return Replay.run(log.read(queue, from, to), policy, from, to);
  }
}
