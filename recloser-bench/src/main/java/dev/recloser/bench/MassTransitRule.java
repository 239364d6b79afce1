package dev.recloser.bench;

/**
 * The kill switch of MassTransit on a receive endpoint, one per process.
 *
 * <p>Defaults: trips when more than 100 attempts were begun in the tracking period of 60 s, which
 * starts anew each minute, and at least 10% of them failed; restarts at full speed after 60 s.
 * While restarting, one failure stops it again; it counts as started after more than 100 attempts
 * without a failure. Source: MassTransit documentation, kill switch, and KillSwitch with its states
 * in the source of early 2026.
 */
final class MassTransitRule extends PerProcess<MassTransitRule.Endpoint> {

  private static final int ACTIVATION = 100;
  private static final double TRIP_SHARE = 0.1;
  private static final long TRACKING_MILLIS = 60_000;
  private static final long RESTART_MILLIS = 60_000;

  static final class Endpoint {
    private boolean stopped;
    private boolean restarting;
    private long attempts;
    private long failures;
    private long since;
  }

  @Override
  Endpoint fresh(int process) {
    return new Endpoint();
  }

  @Override
  public void started(Attempt attempt) {
    var endpoint = of(attempt.process());
    roll(endpoint);
    endpoint.attempts++;
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    var endpoint = of(attempt.process());
    if (endpoint.stopped) {
      return;
    }
    roll(endpoint);
    if (succeeded) {
      if (endpoint.restarting && endpoint.attempts > ACTIVATION) {
        endpoint.restarting = false;
        restart(endpoint);
      }
      return;
    }
    endpoint.failures++;
    boolean tooMany =
        endpoint.attempts > ACTIVATION && endpoint.failures >= TRIP_SHARE * endpoint.attempts;
    if (endpoint.restarting || tooMany) {
      stop(endpoint, attempt.process());
    }
  }

  @Override
  public boolean holds(int process) {
    return of(process).stopped;
  }

  private void stop(Endpoint endpoint, int process) {
    endpoint.stopped = true;
    controls().tripped();
    controls().hold(process);
    controls()
        .after(
            RESTART_MILLIS,
            () -> {
              endpoint.stopped = false;
              endpoint.restarting = true;
              restart(endpoint);
              controls().flow(process);
            });
  }

  /** A new tracking period; while restarting only a failure or enough attempts end it. */
  private void roll(Endpoint endpoint) {
    if (!endpoint.restarting && controls().now() - endpoint.since >= TRACKING_MILLIS) {
      restart(endpoint);
    }
  }

  private void restart(Endpoint endpoint) {
    endpoint.attempts = 0;
    endpoint.failures = 0;
    endpoint.since = controls().now();
  }
}
