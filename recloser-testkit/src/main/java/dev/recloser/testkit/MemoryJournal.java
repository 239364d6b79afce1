package dev.recloser.testkit;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Journal;
import dev.recloser.control.MainStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal in memory: outlives the control that writes it, and can refuse. Thread-safe. */
public final class MemoryJournal implements Journal {

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  private MainStatus main = MainStatus.NEVER;
  private boolean refuses;

  @Override
  public synchronized List<Row> positions(String engine) {
    return rows.values().stream().filter(row -> row.saved().id().startsWith(engine + "/")).toList();
  }

  @Override
  public synchronized MainStatus main() {
    return main;
  }

  @Override
  public synchronized void write(
      List<Row> changed, @Nullable MainStatus changedMain, List<AuditEntry> added) {
    if (refuses) {
      throw new IllegalStateException("disk full");
    }
    changed.forEach(row -> rows.put(row.saved().id(), row));
    main = changedMain == null ? main : changedMain;
    entries.addAll(added);
  }

  /** While true every write fails and nothing is kept. */
  public synchronized void refuses(boolean now) {
    refuses = now;
  }

  /** The audit log, oldest first. */
  public synchronized List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  /** The actions in the audit log, oldest first. */
  public List<String> actions() {
    return entries().stream().map(AuditEntry::action).toList();
  }
}
