package dev.recloser.control;

import dev.recloser.breaker.Saved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where positions, locks and the audit log survive. Called from several threads; each write is one
 * transaction that is on disk when the call returns.
 */
public interface Journal {

  /** The last written positions of one engine's queues; {@link Saved#id()} is the queue's id. */
  List<Saved> positions(String engine);

  /** The last written main breaker. */
  MainStatus main();

  /**
   * Writes what changed, and why, in one transaction.
   *
   * @param positions the breakers that changed
   * @param main the main breaker when it changed; else null
   * @param entries the audit rows, oldest first
   */
  void write(List<Saved> positions, @Nullable MainStatus main, List<AuditEntry> entries);
}
