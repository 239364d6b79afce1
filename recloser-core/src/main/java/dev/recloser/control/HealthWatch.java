package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Position;
import dev.recloser.policy.QueuePolicy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks one queue's health probe while its breaker is open; one question at a time. */
final class HealthWatch {

  private final HealthProber prober;
  private final AtomicReference<@Nullable Boolean> answer = new AtomicReference<>();
  private boolean asking;
  private Instant askedAt = Instant.EPOCH;

  HealthWatch(HealthProber prober) {
    this.prober = prober;
  }

  /** The answer that came since the last call, as an event; asks again when it is time. */
  Event.@Nullable HealthProbe tick(BreakerState state, QueuePolicy policy, Instant now) {
    var answered = answer.getAndSet(null);
    if (answered != null) {
      asking = false;
    }
    boolean wanted =
        state.position() instanceof Position.Open || state.position() instanceof Position.Probing;
    var interval = policy.breaker().healthInterval();
    var target = policy.health();
    if (wanted && target != null && interval != null && !asking) {
      boolean due = now.isBefore(askedAt) || !now.isBefore(askedAt.plus(interval));
      if (due) {
        asking = true;
        askedAt = now;
        prober.ask(target, policy.healthTimeout(), answer::set);
      }
    }
    return answered == null ? null : new Event.HealthProbe(answered);
  }
}
