package dev.recloser.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens and sessions; only their hashes are kept. */
public final class TokenTable {

  private final Store store;

  /** The tables in this store. */
  public TokenTable(Store store) {
    this.store = store;
  }

  /** A token without its secret. */
  public record TokenRow(
      String id,
      String name,
      String role,
      String hash,
      Instant createdAt,
      @Nullable Instant lastUsedAt) {}

  /** A session without its secret. */
  public record SessionRow(String hash, String tokenId, Instant expiresAt) {}

  /** All tokens, oldest first. */
  public List<TokenRow> tokens() {
    return store.read(jdbc ->
        jdbc.sql("select * from token order by created_at, name")
            .query((row, _) -> token(row))
            .list());
  }

  /** Sessions that have not expired. */
  public List<SessionRow> sessions(Instant now) {
    return store.read(jdbc ->
        jdbc.sql("select * from session where expires_at > ?")
            .param(now.toEpochMilli())
            .query((row, _) ->
                new SessionRow(
                    row.getString("hash"),
                    row.getString("token_id"),
                    Instant.ofEpochMilli(row.getLong("expires_at"))))
            .list());
  }

  /** Adds a token, or replaces the one with this id. */
  public void put(TokenRow token) {
    boolean _ =
        store.inTransaction(jdbc -> {
          jdbc.sql(
                  """
                  insert into token values (?, ?, ?, ?, ?, ?)
                  on conflict (id) do update set hash = excluded.hash, role = excluded.role
                  """)
              .param(token.id())
              .param(token.name())
              .param(token.role())
              .param(token.hash())
              .param(token.createdAt().toEpochMilli())
              .param(SqliteJournal.millis(token.lastUsedAt()))
              .update();
          return true;
        });
  }

  /** Deletes a token and its sessions; false when there is none. */
  public boolean delete(String id) {
    return store.inTransaction(
        jdbc -> jdbc.sql("delete from token where id = ?").param(id).update() == 1);
  }

  /** Notes that a token was used. */
  public void used(String id, Instant at) {
    int _ =
        store.inTransaction(jdbc ->
            jdbc.sql("update token set last_used_at = ? where id = ?")
                .params(at.toEpochMilli(), id)
                .update());
  }

  /** Adds a session, and forgets those that expired. */
  public void put(SessionRow session, Instant now) {
    boolean _ =
        store.inTransaction(jdbc -> {
          jdbc.sql("delete from session where expires_at <= ?").param(now.toEpochMilli()).update();
          jdbc.sql("insert into session values (?, ?, ?)")
              .params(session.hash(), session.tokenId(), session.expiresAt().toEpochMilli())
              .update();
          return true;
        });
  }

  /** Ends a session. */
  public void deleteSession(String hash) {
    int _ =
        store.inTransaction(
            jdbc -> jdbc.sql("delete from session where hash = ?").param(hash).update());
  }

  private static TokenRow token(ResultSet row) throws SQLException {
    return new TokenRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("role"),
        row.getString("hash"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        SqliteJournal.instant(row, "last_used_at"));
  }
}
