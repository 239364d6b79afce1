package dev.recloser.server.store;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobPage;
import dev.recloser.server.config.DeadJobSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dead jobs of engines that keep none themselves. A taken one stays until its engine knows what
 * became of it. Thread-safe; how many there are is answered from memory.
 */
public final class DeadLetterTable implements AutoCloseable {

  private final Store store;
  private final DeadJobSettings settings;
  private final JsonMapper json = RowJson.mapper();
  private final Map<Shelf, Long> sizes = new ConcurrentHashMap<>();
  private final DeadLetterWriter writer;

  private record Shelf(String engine, String queue) {}

  /** The table in this store; begins to write what is put. */
  public DeadLetterTable(Store store, DeadJobSettings settings) {
    this.store = store;
    this.settings = settings;
    boolean _ = store.read(this::countAll);
    this.writer = new DeadLetterWriter(this::write);
  }

  /** The dead jobs of one engine. */
  public DeadLetters of(String engine) {
    return new DeadLetterBox(engine, this, writer);
  }

  private boolean countAll(JdbcClient jdbc) {
    var counted = new HashMap<Shelf, Long>();
    jdbc.sql(
            """
            select engine, queue, count(*) as size from dead_letter where taken = 0
            group by engine, queue
            """)
        .query((row, _) ->
            Map.entry(
                new Shelf(row.getString("engine"), row.getString("queue")), row.getLong("size")))
        .list()
        .forEach(size -> counted.put(size.getKey(), size.getValue()));
    sizes.keySet().retainAll(counted.keySet());
    sizes.putAll(counted);
    return true;
  }

  private void count(JdbcClient jdbc, Shelf shelf) {
    sizes.put(
        shelf,
        jdbc.sql("select count(*) from dead_letter where engine = ? and queue = ? and taken = 0")
            .params(shelf.engine(), shelf.queue())
            .query(Long.class)
            .single());
  }

  long size(String engine, String queue) {
    return sizes.getOrDefault(new Shelf(engine, queue), 0L);
  }

  /** Writes letters, and forgets the oldest where there are too many. */
  private void write(List<DeadLetterWriter.Entry> entries) {
    boolean _ =
        store.inTransaction(jdbc -> {
          Set<Shelf> shelves = new HashSet<>();
          for (var entry : entries) {
            insert(jdbc, entry.engine(), entry.letter());
            shelves.add(new Shelf(entry.engine(), entry.letter().queue()));
          }
          shelves.forEach(shelf -> count(jdbc, shelf));
          shelves.forEach(shelf -> trim(jdbc, shelf));
          return trimAll(jdbc);
        });
  }

  private void insert(JdbcClient jdbc, String engine, DeadLetter letter) {
    jdbc.sql(
            """
            insert or replace into dead_letter
              (engine, queue, job, ticket, died_at, json, original)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(engine)
        .param(letter.queue())
        .param(letter.job().id())
        .param(letter.ticket())
        .param(letter.diedAt().toEpochMilli())
        .param(json.writeValueAsString(letter.job()))
        .param(letter.original())
        .update();
  }

  private void trim(JdbcClient jdbc, Shelf shelf) {
    long excess = sizes.getOrDefault(shelf, 0L) - settings.perQueue();
    if (excess > 0) {
      jdbc.sql(
              """
              delete from dead_letter where number in (
                select number from dead_letter where engine = ? and queue = ? and taken = 0
                order by number limit ?)
              """)
          .params(shelf.engine(), shelf.queue(), excess)
          .update();
      count(jdbc, shelf);
    }
  }

  /** Whether there were too many in all. */
  private boolean trimAll(JdbcClient jdbc) {
    long excess = sizes.values().stream().mapToLong(Long::longValue).sum() - settings.inAll();
    if (excess <= 0) {
      return false;
    }
    jdbc.sql(
            """
            delete from dead_letter where number in (
              select number from dead_letter where taken = 0 order by number limit ?)
            """)
        .param(excess)
        .update();
    return countAll(jdbc);
  }

  /** Forgets what died too long ago. */
  public void sweep(Instant now) {
    boolean _ =
        store.inTransaction(jdbc -> {
          jdbc.sql("delete from dead_letter where died_at < ?")
              .param(now.minus(settings.retention()).toEpochMilli())
              .update();
          return countAll(jdbc);
        });
  }

  private record Numbered(long number, Job job) {}

  JobPage page(String engine, String queue, long after, int limit) {
    var found =
        store.read(jdbc ->
            jdbc.sql(
                    """
                    select number, json from dead_letter
                    where engine = ? and queue = ? and taken = 0 and number > ?
                    order by number limit ?
                    """)
                .params(engine, queue, after, limit + 1)
                .query((row, _) -> new Numbered(row.getLong("number"), job(row)))
                .list());
    var shown = found.subList(0, Math.min(limit, found.size()));
    var next = found.size() > limit ? Long.toString(shown.getLast().number()) : null;
    return new JobPage(shown.stream().map(Numbered::job).toList(), next, size(engine, queue));
  }

  Optional<DeadLetter> take(String engine, String queue, String job) {
    return store.inTransaction(jdbc -> {
      var letter =
          jdbc
              .sql(
                  """
                  update dead_letter set taken = 1
                  where engine = ? and queue = ? and job = ? and taken = 0 returning *
                  """)
              .params(engine, queue, job)
              .query((row, _) -> letter(row))
              .list()
              .stream()
              .findFirst();
      count(jdbc, new Shelf(engine, queue));
      return letter;
    });
  }

  List<DeadLetter> taken(String engine) {
    return store.read(jdbc ->
        jdbc.sql("select * from dead_letter where engine = ? and taken = 1 order by number")
            .param(engine)
            .query((row, _) -> letter(row))
            .list());
  }

  boolean forget(String engine, DeadLetter letter) {
    return change("delete from dead_letter where ticket = ? and engine = ?", engine, letter);
  }

  boolean giveBack(String engine, DeadLetter letter) {
    return change(
        "update dead_letter set taken = 0 where ticket = ? and engine = ?", engine, letter);
  }

  private boolean change(String sql, String engine, DeadLetter letter) {
    return store.inTransaction(jdbc -> {
      boolean changed = jdbc.sql(sql).params(letter.ticket(), engine).update() == 1;
      count(jdbc, new Shelf(engine, letter.queue()));
      return changed;
    });
  }

  boolean remove(String engine, String queue, String job) {
    return store.inTransaction(jdbc -> {
      boolean removed =
          jdbc.sql(
                      """
                      delete from dead_letter
                      where engine = ? and queue = ? and job = ? and taken = 0
                      """)
                  .params(engine, queue, job)
                  .update()
              == 1;
      count(jdbc, new Shelf(engine, queue));
      return removed;
    });
  }

  private Job job(ResultSet row) throws SQLException {
    return json.readValue(row.getString("json"), Job.class);
  }

  private DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString("queue"),
        job(row),
        Instant.ofEpochMilli(row.getLong("died_at")),
        row.getString("ticket"),
        row.getString("original"));
  }

  @Override
  public void close() {
    writer.close();
  }
}
