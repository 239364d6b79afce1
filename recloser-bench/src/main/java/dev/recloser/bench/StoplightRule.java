package dev.recloser.bench;

/**
 * Stoplight around the handler, with its data store in memory as shipped: one light per process.
 *
 * <p>Defaults: 3 failures in a row turn it red for 60 s; then it is yellow and lets all calls
 * through: a success turns it green, a failure red again. Source: bolshakov/stoplight 5.3, README
 * and source.
 */
final class StoplightRule extends PerProcess<StoplightRule.Light> {

  private static final int THRESHOLD = 3;
  private static final long COOL_OFF_MILLIS = 60_000;

  static final class Light {
    private int inARow;
    private boolean tripped;
    private long redUntil;
  }

  @Override
  Light fresh(int process) {
    return new Light();
  }

  @Override
  public boolean admits(int process) {
    return !holds(process);
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    var light = of(attempt.process());
    if (succeeded) {
      light.inARow = 0;
      light.tripped = false;
      return;
    }
    light.inARow++;
    boolean yellow = light.tripped && !holds(attempt.process());
    if (yellow || (!light.tripped && light.inARow >= THRESHOLD)) {
      light.tripped = true;
      light.redUntil = controls().now() + COOL_OFF_MILLIS;
      controls().tripped();
    }
  }

  @Override
  public boolean holds(int process) {
    return of(process).tripped && controls().now() < of(process).redUntil;
  }
}
