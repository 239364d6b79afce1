package dev.recloser.server.store;

import dev.recloser.control.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the audit log and keeps it bounded. Writing is the journal's. */
public final class AuditLog {

  private final Store store;

  /** The audit log of this store. */
  public AuditLog(Store store) {
    this.store = store;
  }

  /** One row with its number; numbers grow with time. */
  public record Numbered(long id, AuditEntry entry) {}

  /**
   * Rows, newest first.
   *
   * @param target only this target; null for all
   * @param before only rows with a smaller number; null from the newest
   */
  public List<Numbered> page(@Nullable String target, @Nullable Long before, int limit) {
    return store.read(jdbc ->
        jdbc.sql(
                """
                select * from audit
                where (:target is null or target = :target) and (:before is null or id < :before)
                order by id desc limit :limit
                """)
            .param("target", target)
            .param("before", before)
            .param("limit", limit)
            .query((row, _) -> numbered(row))
            .list());
  }

  /** Forgets rows older than this; returns how many. */
  public int forgetBefore(Instant time) {
    return store.inTransaction(
        jdbc -> jdbc.sql("delete from audit where at < ?").param(time.toEpochMilli()).update());
  }

  private static Numbered numbered(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong("id"),
        new AuditEntry(
            Instant.ofEpochMilli(row.getLong("at")),
            row.getString("actor"),
            row.getString("action"),
            row.getString("target"),
            row.getString("reason"),
            row.getString("before_state"),
            row.getString("after_state"),
            row.getString("result"),
            row.getString("detail")));
  }
}
