package dev.recloser.redrive;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.QueueId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where redrives survive. Called from several threads; a write is on disk when it returns. */
public interface RedriveLog {

  /** Writes where a redrive is, and why, in one transaction. */
  void write(RedriveStatus status, @Nullable AuditEntry entry);

  /** The newest ones, newest first. */
  List<RedriveStatus> newest(@Nullable QueueId queue, int limit);

  /** The redrive of this id. */
  Optional<RedriveStatus> find(String id);

  /** Those that are {@linkplain RedriveStatus#isOpen() open}. */
  List<RedriveStatus> open();
}
