package dev.recloser.bench.jmh;

import dev.recloser.breaker.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of outcomes as the breaker gets them, and the same outcomes one by one. */
final class Batches {

  /** Batches that are cycled through, so that no branch is always taken. */
  static final int COUNT = 256;

  /** Below the trip rules: the breaker stays closed, as it does nearly all the time. */
  private static final double FAILING = 0.1;

  private final Event.Outcomes[] batches = new Event.Outcomes[COUNT];
  private final boolean[][] succeeded = new boolean[COUNT][];

  Batches(int size, long period) {
    var random = new SplittableRandom(42);
    long job = 0;
    for (int i = 0; i < COUNT; i++) {
      boolean[] one = new boolean[size];
      int failed = 0;
      int tail = 0;
      List<Long> fresh = new ArrayList<>();
      for (int k = 0; k < size; k++) {
        one[k] = random.nextDouble() >= FAILING;
        tail = one[k] ? 0 : tail + 1;
        if (!one[k]) {
          failed++;
          if (fresh.size() < 8) {
            fresh.add(random.nextLong() ^ job++);
          }
        }
      }
      succeeded[i] = one;
      batches[i] = new Event.Outcomes(period, size - failed, failed, 0, tail, fresh);
    }
  }

  Event.Outcomes batch(int i) {
    return batches[i];
  }

  boolean[] succeeded(int i) {
    return succeeded[i];
  }
}
