package dev.recloser.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Answers to commands with an idempotency key, kept for a day. */
public final class Answers {

  private static final Duration KEPT = Duration.ofHours(24);

  private final Store store;

  /** The answers in this store. */
  public Answers(Store store) {
    this.store = store;
  }

  /** A stored answer; nobody changes or compares its bytes. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, byte[] body) {}

  /** The answer given to this key within the last day. */
  public Optional<Answer> find(String key, Instant now) {
    return store.read(jdbc ->
        jdbc.sql("select status, body from answer where key = ? and at > ?")
            .params(key, now.minus(KEPT).toEpochMilli())
            .query((row, _) -> new Answer(row.getInt("status"), row.getBytes("body")))
            .optional());
  }

  /** Keeps an answer, and forgets those older than a day. */
  public void keep(String key, Answer answer, Instant now) {
    boolean _ =
        store.inTransaction(jdbc -> {
          jdbc.sql("delete from answer where at <= ?")
              .param(now.minus(KEPT).toEpochMilli())
              .update();
          jdbc.sql("insert or replace into answer values (?, ?, ?, ?)")
              .params(key, answer.status(), answer.body(), now.toEpochMilli())
              .update();
          return true;
        });
  }
}
