package dev.recloser.server.store;

import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What queues did, second by second. One row holds a minute of a queue as {@code second succeeded
 * failed;} for each second with attempts: 5,000 queues that are busy all the time are 5,000 rows a
 * minute, and the oldest go when there are too many.
 */
public final class HistoryLog {

  /** How long a second is kept, unless there are too many. */
  public static final Duration KEPT = Duration.ofDays(7);

  /** Most rows: below a quarter of a gigabyte also when every second of each was busy. */
  static final int MOST_ROWS = 500_000;

  private static final int MINUTE = 60;

  private final Store store;

  private record Slot(QueueId queue, long minute) {}

  /** The history of this store. */
  public HistoryLog(Store store) {
    this.store = store;
  }

  /** A queue's seconds from a time on and before another, oldest first. */
  public List<Recorded> read(QueueId queue, Instant from, Instant to) {
    List<Recorded> found = new ArrayList<>();
    long first = from.getEpochSecond();
    long end = to.getEpochSecond();
    var rows =
        store.read(jdbc ->
            jdbc.sql(
                    """
                    select minute, seconds from history
                    where queue = ? and minute between ? and ? order by minute
                    """)
                .params(queue.toString(), first / MINUTE, end / MINUTE)
                .query((row, _) -> Map.entry(row.getLong("minute"), row.getString("seconds")))
                .list());
    for (var row : rows) {
      for (var second : row.getValue().split(";", -1)) {
        if (!second.isEmpty()) {
          var recorded = parsed(queue, row.getKey() * MINUTE, second);
          if (recorded.second() >= first && recorded.second() < end) {
            found.add(recorded);
          }
        }
      }
    }
    return found;
  }

  /** Whether anything of this queue is kept. */
  public boolean knows(QueueId queue) {
    return store.read(jdbc ->
        jdbc.sql("select exists (select 1 from history where queue = ?)")
            .param(queue.toString())
            .query(Boolean.class)
            .single());
  }

  /** Forgets what is too old, and the oldest beyond what there is room for. */
  public void sweep(Instant now) {
    sweep(now, MOST_ROWS);
  }

  void sweep(Instant now, int mostRows) {
    long oldest = now.minus(KEPT).getEpochSecond() / MINUTE;
    int _ =
        store.inTransaction(jdbc ->
            jdbc.sql(
                    """
                    delete from history where minute < ? or minute <= coalesce(
                      (select minute from history order by minute desc limit 1 offset ?), -1)
                    """)
                .params(oldest, mostRows)
                .update());
  }

  /** Adds seconds within a transaction. */
  static void add(JdbcClient jdbc, List<Recorded> seconds) {
    Map<Slot, StringBuilder> slots = new LinkedHashMap<>();
    for (var second : seconds) {
      var slot = new Slot(second.queue(), second.second() / MINUTE);
      slots
          .computeIfAbsent(slot, _ -> new StringBuilder())
          .append(second.second() % MINUTE)
          .append(' ')
          .append(second.succeeded())
          .append(' ')
          .append(second.failed())
          .append(';');
    }
    slots.forEach((slot, text) ->
        jdbc.sql(
                """
                insert into history values (?, ?, ?) on conflict (queue, minute)
                  do update set seconds = seconds || excluded.seconds
                """)
            .params(slot.queue().toString(), slot.minute(), text.toString())
            .update());
  }

  private static Recorded parsed(QueueId queue, long start, String text) {
    int first = text.indexOf(' ');
    int second = text.indexOf(' ', first + 1);
    return new Recorded(
        queue,
        start + Long.parseLong(text.substring(0, first)),
        Integer.parseInt(text.substring(first + 1, second)),
        Integer.parseInt(text.substring(second + 1)));
  }
}
