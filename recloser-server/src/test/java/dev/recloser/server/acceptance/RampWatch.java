package dev.recloser.server.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import tools.jackson.databind.JsonNode;

/** Watches one queue's ramp, to compare what it allowed with what started. */
final class RampWatch implements AutoCloseable {

  private static final long LOOK_NANOS = 100_000_000;

  /** From when to when the ramp allowed so many starts per second while jobs waited for them. */
  private record Stretch(long from, long to, double perSecond) {}

  private final ServerProcess server;
  private final String queue;
  private final List<Stretch> stretches = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;

  RampWatch(ServerProcess server, String queue) {
    this.server = server;
    this.queue = queue;
    thread = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    long last = System.currentTimeMillis();
    double limit = 0;
    while (!stopped) {
      JsonNode now = server.queue(queue);
      long at = System.currentTimeMillis();
      if (limit > 0) {
        stretches.add(new Stretch(last, at, limit));
      }
      boolean binds = now.path("counts").path("waiting").asInt() > 0;
      limit = binds ? now.path("breaker").path("ramp_limit").asDouble(0) : 0;
      last = at;
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /**
   * Ends the watch and says what was seen.
   *
   * @param startedBefore how many attempts had started before a time in ms
   */
  void report(LongUnaryOperator startedBefore) {
    close();
    double allowed = 0;
    long started = 0;
    for (var it : stretches) {
      allowed += it.perSecond() * (it.to() - it.from()) / 1_000;
      started += startedBefore.applyAsLong(it.to()) - startedBefore.applyAsLong(it.from());
    }
    System.out.printf("%-8s %d starts in its ramp, %.0f allowed%n", queue, started, allowed);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts tests", e);
    }
  }
}
