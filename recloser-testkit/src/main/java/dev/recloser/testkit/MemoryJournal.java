package dev.recloser.testkit;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Incident;
import dev.recloser.control.Journal;
import dev.recloser.control.MainStatus;
import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal in memory: outlives the control that writes it, and can refuse. Thread-safe. */
public final class MemoryJournal implements Journal {

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final List<Recorded> seconds = new ArrayList<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private MainStatus main = MainStatus.NEVER;
  private boolean refuses;
  private String refusedRows = "none";

  @Override
  public synchronized List<Row> positions(String engine) {
    return rows.values().stream().filter(row -> row.saved().id().startsWith(engine + "/")).toList();
  }

  @Override
  public synchronized List<Incident> incidents(String engine) {
    Map<QueueId, Incident> newest = new LinkedHashMap<>();
    for (var incident : incidents.values()) {
      if (incident.queue().engine().equals(engine)) {
        newest.merge(incident.queue(), incident, (a, b) -> a.number() > b.number() ? a : b);
      }
    }
    return List.copyOf(newest.values());
  }

  @Override
  public synchronized MainStatus main() {
    return main;
  }

  @Override
  public synchronized void write(
      List<Row> changed,
      List<Incident> changedIncidents,
      @Nullable MainStatus changedMain,
      List<AuditEntry> added) {
    if (refuses || changed.stream().anyMatch(row -> row.saved().id().startsWith(refusedRows))) {
      throw new IllegalStateException("disk full");
    }
    changed.forEach(row -> rows.put(row.saved().id(), row));
    changedIncidents.forEach(incident -> incidents.put(incident.id(), incident));
    main = changedMain == null ? main : changedMain;
    entries.addAll(added);
  }

  @Override
  public synchronized Map<String, List<String>> groups() {
    return Map.copyOf(groups);
  }

  @Override
  public synchronized void writeGroup(
      String name, @Nullable List<String> queues, @Nullable Row start, AuditEntry entry) {
    if (refuses) {
      throw new IllegalStateException("disk full");
    }
    if (queues == null) {
      groups.remove(name);
      rows.remove("groups/" + name);
    } else {
      groups.put(name, queues);
    }
    if (start != null) {
      rows.put(start.saved().id(), start);
    }
    entries.add(entry);
  }

  @Override
  public synchronized void record(List<Recorded> added) {
    if (refuses) {
      throw new IllegalStateException("disk full");
    }
    seconds.addAll(added);
  }

  /** The recorded history, as it came. */
  public synchronized List<Recorded> seconds() {
    return List.copyOf(seconds);
  }

  /** While true every write fails and nothing is kept. */
  public synchronized void refuses(boolean now) {
    refuses = now;
  }

  /** From now on writes with rows whose ids begin so fail; {@code none} ends it. */
  public synchronized void refusesRowsOf(String prefix) {
    refusedRows = prefix;
  }

  /** All incidents, oldest first. */
  public synchronized List<Incident> incidents() {
    return List.copyOf(incidents.values());
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
