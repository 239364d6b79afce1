package dev.recloser.bench;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The queue circuit breaker of Gateleen, shared by all processes through Redis.
 *
 * <p>Off as shipped; here with everything on and its own numbers: opens when at least 90% of at
 * least 100 requests of the last 24 h failed. Successes and failures are two sets of request ids,
 * each with the newest 5,000, so a retry moves its failure but adds none. All 30 s an open circuit
 * becomes half open; all 20 s a sample queue of each half-open circuit is unlocked and tries one
 * request. A failure opens the circuit again; a success closes it, clears the sets, and the queues
 * are unlocked one by one, all 20 s. Source: swisspush/gateleen, gateleen-queue/README_queue.md,
 * QueueCircuitBreakerConfigurationResource (its numbers, which are quicker than those of the page),
 * and the scripts circuitbreaker_*.lua.
 *
 * <p>Left out: that a queue runs its requests one after the other; here one queue is all there is,
 * so it is unlocked at the first turn.
 */
final class GateleenRule implements Rule {

  private static final int PERCENT = 90;
  private static final int MINIMUM = 100;
  private static final int MAXIMUM = 5_000;
  private static final long AGE_MILLIS = 86_400_000;
  private static final long HALF_OPEN_EVERY_MILLIS = 30_000;
  private static final long SAMPLE_EVERY_MILLIS = 20_000;
  private static final long UNLOCK_EVERY_MILLIS = 20_000;

  private enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final LinkedHashMap<Long, Long> succeededAt = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Long> failedAt = new LinkedHashMap<>();
  private State state = State.CLOSED;
  private boolean locked;
  private long samples;
  private @Nullable Controls controls;

  @Override
  public void begin(Controls world) {
    controls = world;
    every(HALF_OPEN_EVERY_MILLIS, this::halfOpen);
    every(SAMPLE_EVERY_MILLIS, this::sample);
    every(UNLOCK_EVERY_MILLIS, this::unlock);
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    if (state == State.HALF_OPEN && attempt.grant() > 0) {
      sampled(succeeded);
      return;
    }
    count(succeeded ? succeededAt : failedAt, attempt.job());
    if (state == State.CLOSED && !locked && mustOpen()) {
      state = State.OPEN;
      locked = true;
      world().tripped();
      world().hold(Controls.ALL);
    }
  }

  @Override
  public boolean holds(int process) {
    return locked;
  }

  private void sampled(boolean succeeded) {
    if (succeeded) {
      state = State.CLOSED;
      succeededAt.clear();
      failedAt.clear();
    } else {
      state = State.OPEN;
      world().tripped();
      world().hold(Controls.ALL);
    }
  }

  private void halfOpen() {
    if (state == State.OPEN) {
      state = State.HALF_OPEN;
    }
  }

  private void sample() {
    if (state == State.HALF_OPEN) {
      world().grant(Controls.ALL, new Controls.Grant(++samples, 1, true));
    }
  }

  private void unlock() {
    if (state == State.CLOSED && locked) {
      locked = false;
      world().flow(Controls.ALL);
    }
  }

  private boolean mustOpen() {
    forgetOld(succeededAt);
    forgetOld(failedAt);
    int total = succeededAt.size() + failedAt.size();
    return total >= MINIMUM && failedAt.size() * 100L / total >= PERCENT;
  }

  private void count(SequencedMap<Long, Long> requests, long job) {
    requests.remove(job);
    requests.put(job, world().now());
    if (requests.size() > MAXIMUM) {
      requests.pollFirstEntry();
    }
  }

  private void forgetOld(SequencedMap<Long, Long> requests) {
    while (!requests.isEmpty() && requests.firstEntry().getValue() < world().now() - AGE_MILLIS) {
      requests.pollFirstEntry();
    }
  }

  private void every(long millis, Runnable action) {
    world()
        .after(
            millis,
            () -> {
              action.run();
              every(millis, action);
            });
  }

  private Controls world() {
    if (controls == null) {
      throw new IllegalStateException("begin comes first");
    }
    return controls;
  }
}
