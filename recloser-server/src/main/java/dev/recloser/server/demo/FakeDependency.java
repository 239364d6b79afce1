package dev.recloser.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A dependency that only pretends: it waits and answers, or fails as its mode says. Its own lock
 * guards mode and counts, since workers and the page use it at once; it is not held while waiting.
 */
final class FakeDependency {

  private static final Duration FLAP = Duration.ofSeconds(5);
  private static final Duration HANG = Duration.ofSeconds(3);
  private static final Duration RATE_SPAN = Duration.ofSeconds(5);

  /** A call that failed. */
  static final class DependencyException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String errorClass;

    DependencyException(String errorClass, String message) {
      super(message);
      this.errorClass = errorClass;
    }

    String errorClass() {
      return errorClass;
    }
  }

  private record Call(Instant at, boolean failed) {}

  /** What the page shows of it. */
  record Status(DemoMode mode, Instant since, double callsPerSecond, double failedPerSecond) {}

  private final DemoQueue queue;
  private final InstantSource clock;
  private final ArrayDeque<Call> calls = new ArrayDeque<>();
  private DemoMode mode = DemoMode.UP;
  private Instant since;
  private double tokens;
  private Instant refilledAt;

  FakeDependency(DemoQueue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
    this.since = clock.instant();
    this.refilledAt = since;
  }

  DemoQueue queue() {
    return queue;
  }

  synchronized void mode(DemoMode next) {
    mode = next;
    since = clock.instant();
    refilledAt = since;
    tokens = 0;
  }

  synchronized Status status() {
    forgetOld(clock.instant());
    double seconds = RATE_SPAN.toSeconds();
    long failed = calls.stream().filter(Call::failed).count();
    return new Status(mode, since, calls.size() / seconds, failed / seconds);
  }

  /** Calls the dependency: returns after a while, or fails. */
  void call() throws DependencyException, InterruptedException {
    var error = verdict();
    Thread.sleep(currentMode() == DemoMode.SLOW ? HANG.toMillis() : queue.callMillis());
    note(error != null);
    if (error != null) {
      throw error;
    }
  }

  private synchronized DemoMode currentMode() {
    return mode;
  }

  private synchronized @Nullable DependencyException verdict() {
    var now = clock.instant();
    return switch (mode) {
      case UP -> null;
      case FAIL -> new DependencyException(queue.errorClass(), queue.error());
      case SLOW -> new DependencyException("TimeoutException", "no answer in 3000 ms");
      case FLAP ->
          Duration.between(since, now).toSeconds() / FLAP.toSeconds() % 2 == 0
              ? new DependencyException(queue.errorClass(), queue.error())
              : null;
      case HALF -> admit(now) ? null : new DependencyException("TooManyRequests", "429 slow down");
    };
  }

  /** A token bucket of half the usual rate. */
  private boolean admit(Instant now) {
    double perMilli = queue.jobsPerSecond() / 2.0 / 1000;
    tokens = Math.min(2, tokens + Duration.between(refilledAt, now).toMillis() * perMilli);
    refilledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  private synchronized void note(boolean failed) {
    var now = clock.instant();
    calls.addLast(new Call(now, failed));
    forgetOld(now);
  }

  private void forgetOld(Instant now) {
    while (!calls.isEmpty() && calls.getFirst().at().isBefore(now.minus(RATE_SPAN))) {
      calls.removeFirst();
    }
  }
}
