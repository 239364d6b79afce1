package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drives one breaker through time and keeps what it asked for. */
final class Bench {

  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  Policy policy = Policy.DEFAULTS;
  Instant now = START;
  BreakerState state = BreakerState.fresh("embedded/mail", Mode.ACTIVE, START);
  List<Effect> effects = List.of();
  final List<Effect> allEffects = new ArrayList<>();
  private long nextJob = 1;

  Bench send(Event event) {
    Step step = Breaker.step(state, event, policy, now);
    state = step.state();
    effects = step.effects();
    allEffects.addAll(effects);
    return this;
  }

  Bench after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Bench after(double seconds) {
    return after(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  Bench tick() {
    return send(new Event.Tick());
  }

  /** Ticks four times a second for a while. */
  Bench ticking(double seconds) {
    for (double t = 0; t < seconds; t += 0.25) {
      after(0.25).tick();
    }
    return this;
  }

  Bench succeed(int count) {
    return ended(state.position().period(), count, 0);
  }

  /** Failures of jobs that never failed before. */
  Bench fail(int count) {
    return ended(state.position().period(), 0, count);
  }

  Bench ended(long period, int succeeded, int failed) {
    var jobs = new ArrayList<Long>();
    for (int i = 0; i < failed; i++) {
      jobs.add(nextJob++);
    }
    return send(new Event.Outcomes(period, succeeded, failed, 0, failed, jobs));
  }

  Bench ignored(int count) {
    return send(new Event.Outcomes(state.position().period(), 0, 0, count, 0, List.of()));
  }

  Bench observed(@Nullable Integer waiting, @Nullable Integer withWorkers) {
    return send(
        new Event.Observed(
            waiting == null ? null : (long) waiting,
            withWorkers == null ? null : (long) withWorkers));
  }

  /** 30 failures in three seconds: enough for the rate rule. */
  Bench trip() {
    fail(10).after(1).fail(10).after(1).fail(10);
    return this;
  }

  /** To the first probe, with 100 jobs waiting and nothing left with workers. */
  Bench probing() {
    return trip().observed(100, 0).after(3).tick();
  }

  /** Through a probe round that went well. */
  Bench ramping() {
    return probing().succeed(1).succeed(2);
  }

  /** The grants of the last step. */
  List<Effect.Grant> grants() {
    return effects.stream()
        .filter(Effect.Grant.class::isInstance)
        .map(Effect.Grant.class::cast)
        .toList();
  }

  /** The last step's note. */
  Effect.Noted note() {
    return effects.stream()
        .filter(Effect.Noted.class::isInstance)
        .map(Effect.Noted.class::cast)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  boolean asked(Class<? extends Effect> kind) {
    return effects.stream().anyMatch(kind::isInstance);
  }

  Phase phase() {
    return state.position().phase();
  }

  Position.Ramping ramp() {
    return (Position.Ramping) state.position();
  }

  Position.Probing probe() {
    return (Position.Probing) state.position();
  }

  Position.Open open() {
    return (Position.Open) state.position();
  }
}
