package dev.recloser.control;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what changed of a collector's queues, before anything is done about it at the engine. */
final class Ledger {

  private static final System.Logger LOG = System.getLogger(Ledger.class.getName());

  private final Journal journal;
  private @Nullable String error;

  Ledger(Journal journal) {
    this.journal = journal;
  }

  /** Why the store did not take the last write; null when it did. */
  @Nullable String error() {
    return error;
  }

  /** Writes in one transaction; why the store did not take it, null when it did. */
  @Nullable RuntimeException save(Collection<Guard> guards, Instant now) {
    List<Guard> changed = new ArrayList<>();
    List<Journal.Row> rows = new ArrayList<>();
    List<Incident> incidents = new ArrayList<>();
    List<AuditEntry> entries = new ArrayList<>();
    for (var guard : guards) {
      boolean unsaved = guard.unsaved(now);
      var noted = guard.entries();
      if (unsaved || !noted.isEmpty()) {
        changed.add(guard);
        rows.add(guard.row());
        incidents.addAll(guard.incidents(now));
        entries.addAll(noted);
      }
    }
    if (changed.isEmpty()) {
      return null;
    }
    try {
      journal.write(rows, incidents, null, entries);
    } catch (RuntimeException e) {
      error = String.valueOf(e.getMessage());
      return e;
    }
    error = null;
    changed.forEach(Guard::saved);
    entries.forEach(Ledger::log);
    return null;
  }

  private static void log(AuditEntry entry) {
    if (entry.result().equals("done")) {
      LOG.log(
          Level.INFO,
          "{0} {1}: {2} -> {3} by {4}{5}{6}",
          Words.oneLine(entry.target()),
          entry.action(),
          entry.before(),
          entry.after(),
          entry.actor(),
          entry.reason() == null ? "" : ", " + Words.oneLine(entry.reason()),
          entry.detail() == null ? "" : ": " + entry.detail());
    }
  }
}
