package dev.recloser.server.store;

import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.breaker.Saved;
import dev.recloser.control.AuditEntry;
import dev.recloser.control.Journal.Row;
import java.time.Instant;
import java.util.List;

/** Rows to write. */
final class JournalRows {

  static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private JournalRows() {}

  static Row row(String id, long version, Lock lock) {
    var saved =
        new Saved(
            id,
            version,
            7,
            AT,
            Mode.ACTIVE,
            lock,
            false,
            Phase.CLOSED,
            AT,
            null,
            null,
            0,
            null,
            0,
            1.5,
            null,
            null,
            null);
    return new Row(saved, true, List.of(), null);
  }

  static AuditEntry entry(String detail) {
    return new AuditEntry(
        AT, "ann", "held_open", "embedded/mail", "why", "closed", "open", "done", detail);
  }
}
