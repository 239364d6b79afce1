package dev.recloser.engines.artemis.broker;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;

/**
 * Which jobs take the permits of one held queue. Probes and ramps ask how the dependency is, so the
 * bad jobs of one burst must not answer for all. Two kinds are passed over while others wait:
 *
 * <ul>
 *   <li>jobs whose last run failed: Artemis puts retries at the head of a queue;
 *   <li>jobs at the head after failed probes, as a burst lies together: four times as many with
 *       each failed probe, a quarter of them with each job from the head that succeeds.
 * </ul>
 *
 * In a ramp each 16th start is for the head whatever waits there: less than what a ramp takes for
 * overload, and how the head shows that it is well again.
 *
 * <p>Bounded; what does not fit is a job like any other. Written by the threads that end
 * deliveries, read by the delivery thread.
 */
final class JobChoice {

  private static final int MAX = 1_000;
  private static final int HEAD_EACH = 16;

  /** Message id of a job whose last run failed, to when its delay ends, in ms of the epoch. */
  private final ConcurrentMap<Long, Long> suspects = new ConcurrentHashMap<>();

  private final AtomicInteger doubt = new AtomicInteger();
  private final AtomicInteger rampStarts = new AtomicInteger();

  void failed(long messageId, long dueMillis) {
    if (suspects.size() < MAX) {
      suspects.put(messageId, dueMillis);
    }
  }

  void ended(long messageId) {
    suspects.remove(messageId);
  }

  void probeFailed() {
    doubt.incrementAndGet();
  }

  void headSucceeded() {
    doubt.updateAndGet(now -> Math.max(now - 1, 0));
  }

  void rampStarted() {
    rampStarts.incrementAndGet();
  }

  /** The queue flows: its head is as good as any job. */
  void flows() {
    doubt.set(0);
  }

  boolean isHeadsTurn() {
    return rampStarts.get() % HEAD_EACH == HEAD_EACH - 1;
  }

  boolean isSuspect(long messageId) {
    return suspects.containsKey(messageId);
  }

  /** How many suspects wait for a worker now. */
  long suspectsWaiting(long nowMillis, LongPredicate isRunning) {
    return suspects.entrySet().stream()
        .filter(job -> job.getValue() <= nowMillis && !isRunning.test(job.getKey()))
        .count();
  }

  /** How many other jobs at the head are passed over: 0, 3, 15, 63 and so on. */
  int toPassOver() {
    int bits = Math.min(2 * doubt.get(), Integer.SIZE - 2);
    return Math.min((1 << bits) - 1, MAX);
  }
}
