package dev.recloser.bench;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The jobs that wait, oldest first. Jobs on their last attempt can be passed over. */
final class Backlog {

  /** A job that waits for its next attempt, counted from 1. */
  record Job(long id, int attempt, boolean poison) {}

  private record Entry(long order, Job job) {}

  private final ArrayDeque<Entry> ordinary = new ArrayDeque<>();
  private final ArrayDeque<Entry> passedOver = new ArrayDeque<>();
  private long order;

  int size() {
    return ordinary.size() + passedOver.size();
  }

  void add(Job job) {
    ordinary.add(new Entry(order++, job));
  }

  /**
   * The oldest job.
   *
   * @param sparing passes over jobs on their last attempt
   * @param attempts of a job in all
   */
  @Nullable Job take(boolean sparing, int attempts) {
    while (sparing && !ordinary.isEmpty() && ordinary.element().job.attempt == attempts) {
      passedOver.add(ordinary.remove());
    }
    if (sparing) {
      return ordinary.isEmpty() ? null : ordinary.remove().job;
    }
    boolean last =
        !passedOver.isEmpty()
            && (ordinary.isEmpty() || passedOver.element().order < ordinary.element().order);
    return last ? passedOver.remove().job : ordinary.isEmpty() ? null : ordinary.remove().job;
  }
}
