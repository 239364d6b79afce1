package dev.recloser.control;

import dev.recloser.breaker.Saved;
import dev.recloser.policy.PolicyLayer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where positions, locks, incidents and the audit log survive. Called from several threads; each
 * write is one transaction that is on disk when the call returns.
 */
public interface Journal {

  /** The last written rows of one engine's queues; {@link Saved#id()} is the queue's id. */
  List<Row> positions(String engine);

  /** The last written main breaker; {@link MainStatus#NEVER} when none was written. */
  MainStatus main();

  /** The newest incident, open or over, of each of an engine's queues. */
  List<Incident> incidents(String engine);

  /** Writes what changed, and why, where no incident is concerned. */
  default void write(List<Row> rows, @Nullable MainStatus main, List<AuditEntry> entries) {
    write(rows, List.of(), main, entries);
  }

  /**
   * Writes what changed, and why, in one transaction.
   *
   * @param rows the breakers that changed
   * @param incidents those that began, went on or ended, oldest first
   * @param main the main breaker when it changed; else null
   * @param entries the audit rows, oldest first
   */
  void write(
      List<Row> rows,
      List<Incident> incidents,
      @Nullable MainStatus main,
      List<AuditEntry> entries);

  /** The groups that were made over the API: their names and patterns of queues. */
  Map<String, List<String>> groups();

  /**
   * Writes a group of the API, and why, in one transaction.
   *
   * @param queues its patterns; null when it is deleted, and its breaker's row with it
   * @param start where its breaker begins; null where that does not change
   */
  void writeGroup(
      String name, @Nullable List<String> queues, @Nullable Row start, AuditEntry entry);

  /** Keeps what queues did for {@link Replay}; seconds of one queue come in order, and once. */
  void record(List<Recorded> seconds);

  /**
   * What survives of one queue.
   *
   * @param asserted whether Recloser's hold may stand at the engine: true from before the hold is
   *     sent until after the engine confirmed its release, so that a crash in between is undone
   * @param causeErrors the top errors of the last trip, at most 5
   * @param policy what is set over the API for this breaker; null for nothing
   */
  record Row(
      Saved saved,
      boolean asserted,
      List<BreakerView.ErrorCount> causeErrors,
      @Nullable PolicyLayer policy) {
    public Row {
      causeErrors = List.copyOf(causeErrors);
    }
  }
}
