package dev.recloser.server.store;

import dev.recloser.control.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit log: reads it and keeps it bounded. */
public final class AuditLog {

  private final Store store;

  /** The audit log of this store. */
  public AuditLog(Store store) {
    this.store = store;
  }

  /** One row with its number; numbers grow with time. */
  public record Numbered(long id, AuditEntry entry) {}

  /** Adds a row, in the transaction of what it is about. */
  static void add(JdbcClient jdbc, AuditEntry entry) {
    jdbc.sql(
            """
            insert into audit
              (at, actor, action, target, reason, before_state, after_state, result, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(entry.at().toEpochMilli())
        .param(entry.actor())
        .param(entry.action())
        .param(entry.target())
        .param(entry.reason())
        .param(entry.before())
        .param(entry.after())
        .param(entry.result())
        .param(entry.detail())
        .update();
  }

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
