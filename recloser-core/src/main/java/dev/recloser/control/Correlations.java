package dev.recloser.control;

import dev.recloser.breaker.Phase;
import dev.recloser.control.BreakerView.CauseView;
import dev.recloser.control.Snapshot.Attention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds breakers that opened together with the same error: one dependency, several queues. Only
 * queues that could be grouped count: no group, and none that is in one. Pure.
 */
final class Correlations {

  private static final int FEWEST = 3;
  private static final Duration TOGETHER = Duration.ofSeconds(60);

  private record Opened(QueueView queue, Instant at) {}

  private Correlations() {}

  static List<Attention> of(List<QueueView> queues) {
    Map<String, List<Opened>> byError = new TreeMap<>();
    for (var queue : queues) {
      if (!queue.grouping().equals(QueueView.Grouping.NONE)) {
        continue;
      }
      var cause = queue.breaker().cause();
      boolean held =
          queue.breaker().phase() == Phase.OPEN || queue.breaker().phase() == Phase.PROBING;
      if (held && cause != null && !cause.topErrors().isEmpty()) {
        byError
            .computeIfAbsent(error(cause), _ -> new ArrayList<>())
            .add(new Opened(queue, cause.cause().at()));
      }
    }
    List<Attention> found = new ArrayList<>();
    byError.forEach((error, opened) -> {
      var together = together(opened);
      if (together.size() >= FEWEST) {
        found.add(attention(error, together));
      }
    });
    return found;
  }

  private static String error(CauseView cause) {
    return cause.topErrors().getFirst().error();
  }

  /** The largest number that opened within one minute. */
  private static List<Opened> together(List<Opened> opened) {
    var sorted = opened.stream().sorted(Comparator.comparing(Opened::at)).toList();
    List<Opened> best = List.of();
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (sorted.get(first).at().plus(TOGETHER).isBefore(sorted.get(last).at())) {
        first++;
      }
      if (last + 1 - first > best.size()) {
        best = sorted.subList(first, last + 1);
      }
    }
    return best;
  }

  private static Attention attention(String error, List<Opened> opened) {
    var first = opened.getFirst();
    return new Attention(
        "correlated",
        true,
        first.queue().id().engine(),
        null,
        "%d queues opened together.".formatted(opened.size()),
        "All fail with " + error + ": look at what they share.",
        first.at(),
        opened.stream().map(one -> one.queue().id()).toList());
  }
}
