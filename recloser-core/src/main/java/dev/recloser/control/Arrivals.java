package dev.recloser.control;

import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Mode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Queues that come: known from before a restart, new, or new to Recloser only. Confined to its
 * collector.
 */
final class Arrivals {

  private final String engine;
  private final ControlSettings settings;
  private final Map<String, Journal.Row> restored = new HashMap<>();
  private final Map<String, Incident> newestIncidents = new HashMap<>();
  private boolean read;
  private boolean engineIsKnown;
  private boolean sampled;

  Arrivals(String engine, ControlSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /** Reads what survived, once; returns whether it did so now. */
  boolean read(Journal journal) {
    if (read) {
      return false;
    }
    for (var row : journal.positions(engine)) {
      restored.putIfAbsent(QueueId.parse(row.saved().id()).name(), row);
      if (row.policy() != null) {
        settings.book().set(row.saved().id(), row.policy());
      }
      engineIsKnown = true;
    }
    for (var incident : journal.incidents(engine)) {
      newestIncidents.put(incident.queue().name(), incident);
    }
    read = true;
    return true;
  }

  /** Rows of queues that have not come yet, or have gone. */
  Collection<Journal.Row> rows() {
    return restored.values();
  }

  /** A queue will go on from this row. */
  void expect(Journal.Row row) {
    restored.put(QueueId.parse(row.saved().id()).name(), row);
  }

  /** The first sample was taken: what comes from now on is really new. */
  void sampled() {
    sampled = true;
  }

  /** A queue went; it may come back. */
  void left(Guard guard) {
    var queue = guard.id().name();
    restored.put(queue, guard.row());
    var incident = guard.newestIncident();
    if (incident != null) {
      newestIncidents.put(queue, incident);
    }
  }

  /** The guard of a queue that came. One that ran before Recloser came is only watched at first. */
  Guard guard(String queue, Instant now) {
    var id = new QueueId(engine, queue);
    var row = restored.remove(queue);
    var guard = new Guard(id, settings.book().resolve(id.toString()), settings.prober(), row, now);
    guard.resume(newestIncidents.remove(queue), now);
    boolean ranBefore = row == null && !engineIsKnown && !sampled;
    if (ranBefore && !settings.observeFirst().isZero()) {
      var until = now.plus(settings.observeFirst());
      var why = "It ran before Recloser came, so it is only watched at first";
      guard.apply(new Event.SetMode(Effect.RECLOSER, why, Mode.OBSERVE, until), now);
    }
    return guard;
  }
}
