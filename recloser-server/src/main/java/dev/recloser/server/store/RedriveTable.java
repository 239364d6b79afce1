package dev.recloser.server.store;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.QueueId;
import dev.recloser.redrive.RedriveLog;
import dev.recloser.redrive.RedriveStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Redrives in the store, each as one JSON row. */
public final class RedriveTable implements RedriveLog {

  private final Store store;
  private final JsonMapper json = RowJson.mapper();

  /** The redrives of this store. */
  public RedriveTable(Store store) {
    this.store = store;
  }

  @Override
  public void write(RedriveStatus status, @Nullable AuditEntry entry) {
    boolean _ =
        store.inTransaction(jdbc -> {
          jdbc.sql(
                  """
                  insert into redrive (id, queue, started_at, open, json) values (?, ?, ?, ?, ?)
                  on conflict (id) do update set open = excluded.open, json = excluded.json
                  """)
              .param(status.id())
              .param(status.plan().queue().toString())
              .param(status.plan().cutOff().toEpochMilli())
              .param(status.isOpen())
              .param(json.writeValueAsString(status))
              .update();
          if (entry != null) {
            AuditLog.add(jdbc, entry);
          }
          return true;
        });
  }

  @Override
  public List<RedriveStatus> newest(@Nullable QueueId queue, int limit) {
    return store.read(jdbc ->
        jdbc
            .sql(
                """
                select json from redrive where :queue is null or queue = :queue
                order by number desc limit :limit
                """)
            .param("queue", queue == null ? null : queue.toString())
            .param("limit", limit)
            .query(String.class)
            .list()
            .stream()
            .map(text -> json.readValue(text, RedriveStatus.class))
            .toList());
  }

  @Override
  public Optional<RedriveStatus> find(String id) {
    return store.read(jdbc ->
        jdbc
            .sql("select json from redrive where id = ?")
            .param(id)
            .query(String.class)
            .list()
            .stream()
            .map(text -> json.readValue(text, RedriveStatus.class))
            .findFirst());
  }

  @Override
  public List<RedriveStatus> open() {
    return store.read(jdbc ->
        jdbc.sql("select json from redrive where open = 1").query(String.class).list().stream()
            .map(text -> json.readValue(text, RedriveStatus.class))
            .toList());
  }

  /** Forgets redrives that ended and began before this. */
  public void forgetBefore(Instant time) {
    int _ =
        store.inTransaction(jdbc ->
            jdbc.sql("delete from redrive where open = 0 and started_at < ?")
                .param(time.toEpochMilli())
                .update());
  }
}
