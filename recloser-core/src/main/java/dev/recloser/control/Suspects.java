package dev.recloser.control;

import dev.recloser.breaker.Suspect;
import dev.recloser.engine.Outcome;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether one job type or one worker makes nearly all failures while the rest of the queue
 * succeeds: a bad template or a machine with a broken network is no outage of the dependency.
 * Confined to one thread.
 */
public final class Suspects {

  private static final int KEPT = 64;
  private static final int FEWEST = 5;
  private static final int GOOD_LATELY = 3;
  private static final double NEARLY_ALL = 0.8;
  private static final double OTHERS_MAY_FAIL = 0.2;

  private record Seen(@Nullable String type, @Nullable String worker, boolean failed) {}

  private final ArrayDeque<Seen> newest = new ArrayDeque<>(KEPT);

  /** Nothing seen yet. */
  public Suspects() {}

  void add(Outcome outcome) {
    add(outcome.type(), outcome.worker(), outcome.kind() == Outcome.Kind.FAILURE);
  }

  /**
   * Takes an attempt that succeeded or failed.
   *
   * @param type the kind of job; null where unknown
   * @param worker who ran it; null where unknown
   */
  public void add(@Nullable String type, @Nullable String worker, boolean failed) {
    if (type == null && worker == null) {
      return;
    }
    if (newest.size() == KEPT) {
      newest.removeFirst();
    }
    newest.addLast(new Seen(type, worker, failed));
  }

  /** The one to blame; null when nobody stands out. */
  public @Nullable Suspect find() {
    var type = find(Suspect.Kind.TYPE, Seen::type);
    return type != null ? type : find(Suspect.Kind.WORKER, Seen::worker);
  }

  private @Nullable Suspect find(Suspect.Kind kind, Function<Seen, @Nullable String> part) {
    Map<String, Integer> failures = new HashMap<>();
    int failed = 0;
    for (var seen : newest) {
      var name = part.apply(seen);
      if (seen.failed()) {
        failed++;
        if (name != null) {
          failures.merge(name, 1, Integer::sum);
        }
      }
    }
    for (var entry : failures.entrySet()) {
      int own = entry.getValue();
      if (own >= FEWEST && own > NEARLY_ALL * failed && othersAreWell(entry.getKey(), part)) {
        return new Suspect(kind, entry.getKey(), own, failed);
      }
    }
    return null;
  }

  private boolean othersAreWell(String name, Function<Seen, @Nullable String> part) {
    int others = 0;
    int failed = 0;
    var newestFirst = newest.descendingIterator();
    while (newestFirst.hasNext()) {
      var seen = newestFirst.next();
      if (!name.equals(part.apply(seen))) {
        others++;
        if (seen.failed()) {
          failed++;
          if (others <= GOOD_LATELY) {
            return false; // they began to fail too
          }
        }
      }
    }
    return others >= FEWEST && failed <= OTHERS_MAY_FAIL * others;
  }
}
