package dev.recloser.server.replay;

import dev.recloser.control.QueueId;
import dev.recloser.control.Replay;
import dev.recloser.server.store.HistoryLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Replays the recorded past of a queue. */
final class Replays {

  static final int MOST_HOURS = 168;

  private final HistoryLog log;
  private final PolicySource policies;

  Replays(HistoryLog log, PolicySource policies) {
    this.log = log;
    this.policies = policies;
  }

  boolean knows(QueueId queue) {
    return log.knows(queue);
  }

  /**
   * The last hours with these fields changed.
   *
   * @throws IllegalArgumentException when a field cannot be set so
   */
  Replay.Result run(QueueId queue, Map<String, Object> fields, int hours, Instant now) {
    var policy = policies.policy(queue, fields);
    var to = Instant.ofEpochSecond(now.getEpochSecond());
    var from = to.minus(Duration.ofHours(hours));
    return Replay.run(log.read(queue, from, to), policy, from, to);
  }
}
