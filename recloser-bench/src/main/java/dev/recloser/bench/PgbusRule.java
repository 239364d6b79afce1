package dev.recloser.bench;

/**
 * The queue breaker of pgbus: failures in a row are counted per process, the pause is a shared row.
 *
 * <p>Defaults: 5 failures in a row pause the queue for 30 s, doubling with each trip up to 10 min;
 * but a resume sets the number of trips back, so only trips at the same time make it grow. The
 * process that trips sees the pause at once, the others when their cached answer of 30 s runs out;
 * whoever looks after the end of the pause resumes the queue at full speed. Source:
 * mhenrixon/pgbus, lib/pgbus/circuit_breaker.rb.
 */
final class PgbusRule extends PerProcess<PgbusRule.Consumer> {

  private static final int THRESHOLD = 5;
  private static final long BASE_MILLIS = 30_000;
  private static final long MAX_MILLIS = 600_000;
  private static final long CACHE_MILLIS = 30_000;
  private static final long POLL_MILLIS = 100;

  private boolean paused;
  private int trips;
  private long resumeAt;

  static final class Consumer {
    private int inARow;
    private boolean holds;
    private long cachedUntil;
  }

  @Override
  Consumer fresh(int process) {
    return new Consumer();
  }

  @Override
  public void begin(Controls world) {
    super.begin(world);
    for (int process = 0; process < world.processes(); process++) {
      int one = process;
      of(one).cachedUntil = CACHE_MILLIS * (one + 1) / world.processes();
      world.after(CACHE_MILLIS * (one + 1) / world.processes(), () -> look(one));
    }
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    var consumer = of(attempt.process());
    consumer.inARow = succeeded ? 0 : consumer.inARow + 1;
    if (consumer.inARow >= THRESHOLD) {
      consumer.inARow = 0;
      trips++;
      long pause = (long) Math.min(MAX_MILLIS, BASE_MILLIS * Math.pow(2, trips - 1.0));
      paused = true;
      resumeAt = controls().now() + pause;
      controls().tripped();
      consumer.cachedUntil = controls().now();
      lookOnce(consumer, attempt.process());
    }
  }

  @Override
  public boolean holds(int process) {
    return of(process).holds;
  }

  private void look(int process) {
    lookOnce(of(process), process);
    controls().after(POLL_MILLIS, () -> look(process));
  }

  /** Asks for the shared row when the cached answer is too old. */
  private void lookOnce(Consumer consumer, int process) {
    long now = controls().now();
    if (now < consumer.cachedUntil) {
      return;
    }
    consumer.cachedUntil = now + CACHE_MILLIS;
    if (paused && now >= resumeAt) {
      paused = false;
      trips = 0;
    }
    if (paused != consumer.holds) {
      consumer.holds = paused;
      if (paused) {
        controls().hold(process);
      } else {
        controls().flow(process);
      }
    }
  }
}
