package dev.recloser.server.store;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Incident;
import dev.recloser.control.Journal;
import dev.recloser.control.MainStatus;
import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import dev.recloser.policy.BreakerGroup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journal in the store. A position, and an incident, is one JSON row, so a new field needs no
 * migration.
 */
public final class SqliteJournal implements Journal {

  private final Store store;
  private final JsonMapper json;

  /** A journal in this store. */
  public SqliteJournal(Store store) {
    this.store = store;
    this.json = RowJson.mapper();
  }

  @Override
  public List<Row> positions(String engine) {
    return store.read(jdbc ->
        jdbc
            .sql("select row from position where engine = ?")
            .param(engine)
            .query(String.class)
            .list()
            .stream()
            .map(text -> json.readValue(text, Row.class))
            .toList());
  }

  @Override
  public List<Incident> incidents(String engine) {
    return store.read(jdbc ->
        jdbc
            .sql(
                """
                select json from incident as newest where engine = ? and number =
                  (select max(number) from incident where queue = newest.queue)
                """)
            .param(engine)
            .query(String.class)
            .list()
            .stream()
            .map(text -> json.readValue(text, Incident.class))
            .toList());
  }

  @Override
  public MainStatus main() {
    return store.read(jdbc ->
        jdbc.sql("select * from main_breaker")
            .query((row, _) -> main(row))
            .optional()
            .orElse(MainStatus.NEVER));
  }

  @Override
  public void write(
      List<Row> rows,
      List<Incident> incidents,
      @Nullable MainStatus main,
      List<AuditEntry> entries) {
    boolean _ =
        store.inTransaction(jdbc -> {
          rows.forEach(row -> write(jdbc, row));
          incidents.forEach(incident -> write(jdbc, incident));
          if (main != null) {
            write(jdbc, main);
          }
          entries.forEach(entry -> AuditLog.add(jdbc, entry));
          return true;
        });
  }

  @Override
  public Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new TreeMap<>();
    store.read(jdbc ->
        jdbc.sql("select name, queues from breaker_group")
            .query((row, _) -> groups.put(row.getString("name"), patterns(row.getString("queues"))))
            .list());
    return groups;
  }

  @Override
  public void writeGroup(
      String name, @Nullable List<String> queues, @Nullable Row start, AuditEntry entry) {
    boolean _ =
        store.inTransaction(jdbc -> {
          if (queues == null) {
            jdbc.sql("delete from breaker_group where name = ?").param(name).update();
            var id = BreakerGroup.ENGINE + "/" + name;
            jdbc.sql("delete from position where id = ?").param(id).update();
          } else {
            jdbc.sql(
                    "insert into breaker_group values (?, ?)"
                        + " on conflict (name) do update set queues = excluded.queues")
                .params(name, json.writeValueAsString(queues))
                .update();
          }
          if (start != null) {
            write(jdbc, start);
          }
          AuditLog.add(jdbc, entry);
          return true;
        });
  }

  private List<String> patterns(String text) {
    return List.of(json.readValue(text, String[].class));
  }

  @Override
  public void record(List<Recorded> seconds) {
    boolean _ =
        store.inTransaction(jdbc -> {
          HistoryLog.add(jdbc, seconds);
          return true;
        });
  }

  private void write(JdbcClient jdbc, Row row) {
    var id = row.saved().id();
    jdbc.sql(
            "insert into position values (?, ?, ?) on conflict (id) do update set row = excluded.row")
        .params(QueueId.parse(id).engine(), id, json.writeValueAsString(row))
        .update();
  }

  private void write(JdbcClient jdbc, Incident incident) {
    jdbc.sql(
            """
            insert into incident values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set closed_at = excluded.closed_at, json = excluded.json
            """)
        .param(incident.id())
        .param(incident.queue().toString())
        .param(incident.queue().engine())
        .param(incident.number())
        .param(incident.openedAt().toEpochMilli())
        .param(millis(incident.closedAt()))
        .param(incident.observed())
        .param(json.writeValueAsString(incident))
        .update();
  }

  private static void write(JdbcClient jdbc, MainStatus main) {
    jdbc.sql(
            """
            insert into main_breaker values (1, ?, ?, ?, ?, ?, ?)
            on conflict (one) do update set open = excluded.open, opened_at = excluded.opened_at,
              closed_at = excluded.closed_at, reason = excluded.reason, actor = excluded.actor,
              version = excluded.version
            """)
        .param(main.open())
        .param(millis(main.openedAt()))
        .param(millis(main.closedAt()))
        .param(main.reason())
        .param(main.actor())
        .param(main.version())
        .update();
  }

  private static MainStatus main(ResultSet row) throws SQLException {
    return new MainStatus(
        row.getBoolean("open"),
        instant(row, "opened_at"),
        instant(row, "closed_at"),
        row.getString("reason"),
        row.getString("actor"),
        row.getLong("version"));
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
