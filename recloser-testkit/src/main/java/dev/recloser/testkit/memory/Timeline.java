package dev.recloser.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen and when. Things due at the same time happen in the order of asking. */
final class Timeline {

  private record Due(Instant at, long order, Runnable action) {}

  private final VirtualClock clock;
  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private long asked;

  Timeline(VirtualClock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  void after(Duration delay, Runnable action) {
    dues.add(new Due(clock.steady().plus(delay), asked++, action));
  }

  /**
   * Moves the time and does what falls due on the way. An action may advance further itself, as a
   * slow call does; the time never runs back for that.
   */
  void advance(Duration by) {
    var end = clock.steady().plus(by);
    for (var due = dues.peek(); due != null && !due.at().isAfter(end); due = dues.peek()) {
      dues.remove();
      setAtLeast(due.at());
      due.action().run();
    }
    setAtLeast(end);
  }

  private void setAtLeast(Instant time) {
    if (time.isAfter(clock.steady())) {
      clock.move(Duration.between(clock.steady(), time));
    }
  }
}
