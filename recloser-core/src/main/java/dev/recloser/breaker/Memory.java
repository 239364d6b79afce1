package dev.recloser.breaker;

import dev.recloser.breaker.BreakerState.Baseline;
import dev.recloser.breaker.BreakerState.EngineView;
import dev.recloser.breaker.BreakerState.Health;
import dev.recloser.breaker.Position.Closed;
import dev.recloser.breaker.Position.Open;
import java.time.Duration;
import java.time.Instant;

/** The first state of a breaker, and the way of a state through a restart. */
final class Memory {

  private Memory() {}

  static BreakerState fresh(String id, Mode mode, Instant now) {
    return new BreakerState(
        id,
        1,
        0,
        now,
        mode,
        Lock.NONE,
        false,
        null,
        new Closed(now, 1, null),
        Evidence.NONE,
        0,
        Baseline.unknown(now),
        Double.POSITIVE_INFINITY,
        null,
        null,
        EngineView.UP,
        null,
        Health.UNKNOWN);
  }

  static Saved save(BreakerState state) {
    Position position = state.position();
    return new Saved(
        state.id(),
        state.version(),
        state.episode(),
        state.lastNow(),
        state.mode(),
        state.lock(),
        state.masked(),
        position.phase(),
        position.since(),
        position.cause(),
        position instanceof Open open ? open.until() : null,
        position instanceof Open open ? open.waitTime().toMillis() : 0,
        Double.isInfinite(state.rampCeiling()) ? null : state.rampCeiling(),
        state.tripCount(),
        state.baseline().perSecond(),
        state.openedAt(),
        state.closedAt(),
        state.modeUntil());
  }

  /** A new version, and with it a new period: grants from before the restart are over. */
  static BreakerState restore(Saved saved, Policy policy, Instant now) {
    long version = saved.version() + 1;
    Double ceiling = saved.rampCeiling();
    double rampCeiling = ceiling == null ? Double.POSITIVE_INFINITY : ceiling;
    return new BreakerState(
        saved.id(),
        version,
        saved.episode(),
        now,
        saved.mode(),
        saved.lock(),
        saved.mainOpen(),
        null,
        position(saved, policy, now),
        Evidence.NONE,
        saved.tripCount(),
        Baseline.restored(saved.baselinePerSecond(), now),
        rampCeiling,
        saved.openedAt(),
        saved.closedAt(),
        EngineView.LOST,
        saved.modeUntil(),
        Health.UNKNOWN);
  }

  private static Position position(Saved saved, Policy policy, Instant now) {
    long period = saved.version() + 1;
    Instant since = saved.since().isAfter(now) ? now : saved.since();
    return switch (saved.phase()) {
      case CLOSED -> new Closed(since, period, saved.cause());
      case OPEN -> {
        Duration waitTime = Duration.ofMillis(saved.waitMillis());
        yield new Open(since, period, saved.cause(), until(saved, waitTime, now), waitTime);
      }
      case PROBING -> {
        Duration waitTime = OpenTime.of(saved.id(), saved.episode(), saved.tripCount(), policy);
        yield new Open(since, period, saved.cause(), now, waitTime);
      }
      case RAMPING -> {
        Double ceiling = saved.rampCeiling();
        double limit =
            RampRules.startLimit(
                saved.baselinePerSecond(),
                ceiling == null ? Double.POSITIVE_INFINITY : ceiling,
                policy);
        yield RampRules.begin(since, now, period, saved.cause(), limit, null);
      }
    };
  }

  /** Never later than one whole wait from now, so a clock that was wrong cannot keep it open. */
  private static Instant until(Saved saved, Duration waitTime, Instant now) {
    Instant until = saved.openUntil() == null ? now : saved.openUntil();
    if (saved.mainOpen() && now.isAfter(saved.lastNow())) {
      until = until.plus(Duration.between(saved.lastNow(), now));
    }
    Instant latest = now.plus(waitTime);
    return until.isAfter(latest) ? latest : until;
  }
}
