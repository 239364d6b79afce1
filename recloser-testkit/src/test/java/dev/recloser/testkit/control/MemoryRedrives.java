package dev.recloser.testkit.control;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.QueueId;
import dev.recloser.redrive.RedriveLog;
import dev.recloser.redrive.RedriveStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Redrives in memory: outlive what writes them. */
final class MemoryRedrives implements RedriveLog {

  private final Map<String, RedriveStatus> redrives = new LinkedHashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public synchronized void write(RedriveStatus status, @Nullable AuditEntry entry) {
    redrives.put(status.id(), status);
    if (entry != null) {
      entries.add(entry);
    }
  }

  @Override
  public synchronized List<RedriveStatus> newest(@Nullable QueueId queue, int limit) {
    return List.copyOf(redrives.values()).reversed().stream()
        .filter(it -> queue == null || it.plan().queue().equals(queue))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<RedriveStatus> find(String id) {
    return Optional.ofNullable(redrives.get(id));
  }

  @Override
  public synchronized List<RedriveStatus> open() {
    return redrives.values().stream().filter(RedriveStatus::isOpen).toList();
  }

  synchronized List<String> said() {
    return entries.stream().map(it -> it.actor() + " " + it.action() + ": " + it.detail()).toList();
  }
}
