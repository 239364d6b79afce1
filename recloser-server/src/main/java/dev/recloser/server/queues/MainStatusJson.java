package dev.recloser.server.queues;

import dev.recloser.control.MainStatus;
import dev.recloser.control.QueueView;
import dev.recloser.control.Snapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The main breaker as clients read it.
 *
 * @param state {@code open} or {@code closed}
 */
public record MainStatusJson(
    String state, @Nullable Instant openedAt, @Nullable Instant closedAt, Metadata metadata) {

  /**
   * More about it.
   *
   * @param reason why it was opened or closed last
   * @param source {@code manual}, or {@code none} when nobody ever changed it
   * @param heldQueues queues that Recloser wants held, for whatever reason
   * @param confirmedQueues those of them whose engine says that they are held
   * @param stillRunning attempts still with workers of held queues
   */
  public record Metadata(
      @Nullable String reason,
      @Nullable String actor,
      String source,
      @Nullable Instant until,
      long version,
      int totalQueues,
      int heldQueues,
      int confirmedQueues,
      long stillRunning) {}

  /** The main breaker of a snapshot. */
  public static MainStatusJson of(Snapshot snapshot) {
    var main = snapshot.main();
    return new MainStatusJson(
        main.open() ? "open" : "closed",
        main.openedAt(),
        main.closedAt(),
        metadata(main, snapshot.ownQueues()));
  }

  private static Metadata metadata(MainStatus main, List<QueueView> queues) {
    int held = 0;
    int confirmed = 0;
    long running = 0;
    for (var queue : queues) {
      if (queue.pause().desired()) {
        held++;
        confirmed += Boolean.TRUE.equals(queue.pause().observed()) && !queue.stale() ? 1 : 0;
        var withWorkers = queue.sample().withWorkers();
        running += withWorkers == null ? 0 : withWorkers;
      }
    }
    return new Metadata(
        main.reason(),
        main.actor(),
        main.actor() == null ? "none" : "manual",
        null,
        main.version(),
        queues.size(),
        held,
        confirmed,
        running);
  }
}
