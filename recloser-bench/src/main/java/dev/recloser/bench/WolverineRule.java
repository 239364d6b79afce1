package dev.recloser.bench;

/**
 * The circuit breaker of a Wolverine listener, one per process.
 *
 * <p>Defaults: looks at what ended each 250 ms; when a failure is among it, and at least 10
 * attempts were seen in the tracking period of 10 min, kept in four generations, and at least 15%
 * of them failed, it pauses the listener for 5 min. Then it forgets everything and goes on at full
 * speed. Source: Wolverine documentation, error handling, circuit breaker, and CircuitBreaker in
 * the source of mid 2026.
 */
final class WolverineRule extends PerProcess<WolverineRule.Listener> {

  private static final int MINIMUM = 10;
  private static final double SHARE = 0.15;
  private static final int GENERATIONS = 4;
  private static final long GENERATION_MILLIS = 600_000 / GENERATIONS;
  private static final long BATCH_MILLIS = 250;
  private static final long PAUSE_MILLIS = 300_000;

  static final class Listener {
    private boolean paused;
    private boolean batchIsDue;
    private int failedInBatch;
    private int succeededInBatch;
    private long generation;
    private long[] ended = new long[GENERATIONS];
    private long[] failed = new long[GENERATIONS];

    private void clear() {
      ended = new long[GENERATIONS];
      failed = new long[GENERATIONS];
    }
  }

  @Override
  Listener fresh(int process) {
    return new Listener();
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    var listener = of(attempt.process());
    listener.succeededInBatch += succeeded ? 1 : 0;
    listener.failedInBatch += succeeded ? 0 : 1;
    if (!listener.batchIsDue) {
      listener.batchIsDue = true;
      controls().after(BATCH_MILLIS, () -> batch(listener, attempt.process()));
    }
  }

  @Override
  public boolean holds(int process) {
    return of(process).paused;
  }

  private void batch(Listener listener, int process) {
    listener.batchIsDue = false;
    age(listener);
    int current = (int) (listener.generation % GENERATIONS);
    listener.ended[current] += listener.succeededInBatch + listener.failedInBatch;
    listener.failed[current] += listener.failedInBatch;
    boolean failureInBatch = listener.failedInBatch > 0;
    listener.succeededInBatch = 0;
    listener.failedInBatch = 0;
    long ended = sum(listener.ended);
    boolean tooMany = ended >= MINIMUM && sum(listener.failed) >= SHARE * ended;
    if (failureInBatch && tooMany && !listener.paused) {
      pause(listener, process);
    }
  }

  private void pause(Listener listener, int process) {
    listener.paused = true;
    controls().tripped();
    controls().hold(process);
    controls()
        .after(
            PAUSE_MILLIS,
            () -> {
              listener.paused = false;
              listener.clear();
              controls().flow(process);
            });
  }

  private void age(Listener listener) {
    long generation = controls().now() / GENERATION_MILLIS;
    for (long g = Math.max(listener.generation + 1, generation - GENERATIONS + 1);
        g <= generation;
        g++) {
      listener.ended[(int) (g % GENERATIONS)] = 0;
      listener.failed[(int) (g % GENERATIONS)] = 0;
    }
    listener.generation = generation;
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
