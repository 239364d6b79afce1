package dev.recloser.server.store;

import dev.recloser.control.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads incidents and keeps them bounded. Writing is the journal's. */
public final class IncidentLog {

  private final Store store;
  private final JsonMapper json = RowJson.mapper();

  /** The incidents of this store. */
  public IncidentLog(Store store) {
    this.store = store;
  }

  /** The place of an incident in the list. */
  public record Place(long openedAtMillis, String id) {

    /** Where this one stands. */
    public static Place of(Incident incident) {
      return new Place(incident.openedAt().toEpochMilli(), incident.id());
    }
  }

  /**
   * Incidents, newest first.
   *
   * @param queue only of this queue; null for all
   * @param after only what comes after this place; null from the newest
   */
  public List<Incident> page(@Nullable String queue, @Nullable Place after, int limit) {
    return store.read(jdbc ->
        jdbc
            .sql(
                """
                select json from incident
                where (:queue is null or queue = :queue)
                  and (:opened is null or opened_at < :opened
                       or (opened_at = :opened and id < :id))
                order by opened_at desc, id desc limit :limit
                """)
            .param("queue", queue)
            .param("opened", after == null ? null : after.openedAtMillis())
            .param("id", after == null ? null : after.id())
            .param("limit", limit)
            .query(String.class)
            .list()
            .stream()
            .map(text -> json.readValue(text, Incident.class))
            .toList());
  }

  /** The incident of this id. */
  public Optional<Incident> find(String id) {
    return store.read(jdbc ->
        jdbc
            .sql("select json from incident where id = ?")
            .param(id)
            .query(String.class)
            .list()
            .stream()
            .map(text -> json.readValue(text, Incident.class))
            .findFirst());
  }

  /** Forgets incidents that were over before this; returns how many. */
  public int forgetClosedBefore(Instant time) {
    return store.inTransaction(jdbc ->
        jdbc.sql("delete from incident where closed_at < ?").param(time.toEpochMilli()).update());
  }
}
