package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Saved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one queue's guard has for the audit log and has not written yet. Confined to its guard. */
final class AuditNotes {

  private final QueueId queue;
  private final List<AuditEntry> entries = new ArrayList<>();

  AuditNotes(QueueId queue) {
    this.queue = queue;
  }

  List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  void written() {
    entries.clear();
  }

  /** What the breaker noted in a step. */
  void add(Effect.Noted noted, BreakerState before, BreakerState after, Instant now) {
    entries.add(
        new AuditEntry(
            now,
            noted.actor(),
            noted.act().name().toLowerCase(Locale.ROOT),
            queue.toString(),
            noted.reason(),
            Views.word(before),
            Views.word(after),
            noted.changed() ? "done" : "no_change",
            noted.detail()));
  }

  /** What happened at the engine, without a change of the breaker. */
  void engine(String action, String detail, BreakerState state, Instant now) {
    var word = Views.word(state);
    add(queue.engine(), action, word, word, detail, now);
  }

  /** A probe round does not survive a restart: that is a change like any other. */
  void restarted(Saved saved, BreakerState after, Instant now) {
    var before = Views.word(saved.lock(), saved.phase());
    if (!before.equals(Views.word(after))) {
      var detail = "Recloser restarted during the probe; the next one is due at once";
      recloser("restarted", before, Views.word(after), detail, now);
    }
  }

  /** What Recloser did. */
  void recloser(String action, String before, String after, String detail, Instant now) {
    add(Effect.RECLOSER, action, before, after, detail, now);
  }

  private void add(
      String actor, String action, String before, String after, String detail, Instant now) {
    entries.add(
        new AuditEntry(now, actor, action, queue.toString(), null, before, after, "done", detail));
  }
}
