package dev.recloser.bench;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Resilience4j 2.4.0, the library itself with its defaults, one breaker per process: half of the
 * last 100 calls failed opens for 60 s, then 10 calls decide.
 *
 * <p>In the handler it refuses calls while open, and calls beyond the ten while half open. With a
 * pause it only watches, and nothing is refused: while it is open the process takes no jobs, while
 * it is half open exactly ten, and when it closes all. The library has no such pause; this is the
 * kindest one that can be built on its events.
 */
final class Resilience4jRule extends PerProcess<CircuitBreaker> {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final long OPEN_MILLIS =
      CircuitBreakerConfig.DEFAULT_WAIT_DURATION_IN_OPEN_STATE * 1_000L;

  private final Throwable failure = new IllegalStateException("the dependency failed");

  private final boolean pauses;
  private final Clock clock = new VirtualClock();

  /** The time of the world as a clock for the library. */
  private final class VirtualClock extends Clock {
    @Override
    public Instant instant() {
      return START.plusMillis(controls().now());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  Resilience4jRule(boolean pauses) {
    this.pauses = pauses;
  }

  @Override
  CircuitBreaker fresh(int process) {
    var config = CircuitBreakerConfig.custom().clock(clock).build();
    var breaker = CircuitBreaker.of("process-" + process, config);
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> moved(process, config, event.getStateTransition().getToState()));
    return breaker;
  }

  @Override
  public boolean admits(int process) {
    return of(process).tryAcquirePermission() || pauses;
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    var breaker = of(attempt.process());
    long took = controls().now() - attempt.startedAt();
    if (succeeded) {
      breaker.onSuccess(took, TimeUnit.MILLISECONDS);
    } else {
      breaker.onError(took, TimeUnit.MILLISECONDS, failure);
    }
  }

  @Override
  public boolean holds(int process) {
    return of(process).getState() == State.OPEN;
  }

  private void moved(int process, CircuitBreakerConfig config, State to) {
    if (to == State.OPEN) {
      controls().tripped();
    }
    if (!pauses) {
      return;
    }
    if (to == State.OPEN) {
      controls().hold(process);
      int calls = config.getPermittedNumberOfCallsInHalfOpenState();
      controls()
          .after(
              OPEN_MILLIS + 1, () -> controls().grant(process, new Controls.Grant(1, calls, true)));
    } else if (to == State.CLOSED) {
      controls().flow(process);
    }
  }
}
