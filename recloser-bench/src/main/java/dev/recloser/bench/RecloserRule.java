package dev.recloser.bench;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Policy;
import dev.recloser.breaker.Position;
import dev.recloser.control.Suspects;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recloser: drives the real {@link Breaker#step} as its control does. Attempts that ended are
 * decided on in the next turn (50 ms), the time each 250 ms, counts are looked at each second, and
 * the gate is settled at the end of a turn. A policy with a health probe asks the dependency.
 * Source: packages breaker and control of recloser-core.
 */
final class RecloserRule implements Rule {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final long TURN_MILLIS = 50;
  private static final long TICK_MILLIS = 250;
  private static final long SAMPLE_MILLIS = 1000;
  private static final long NEVER = Long.MIN_VALUE / 2;

  /** What is known of an attempt beside how it ended. */
  enum Sees {
    /** Nothing. */
    COUNTS,
    /** The job's type, and the worker. */
    TYPES,
    /** The class of the error, and that of poison jobs is on the ignore list. */
    IGNORED_ERRORS
  }

  /** What the gate wants to be told. */
  private enum Wish {
    NOTHING,
    HOLD,
    FLOW
  }

  private final Policy policy;
  private final Sees sees;
  private final Suspects suspects = new Suspects();
  private final OutcomeBatches batches = new OutcomeBatches();
  private BreakerState state = BreakerState.fresh("bench/jobs", Mode.ACTIVE, START);
  private Wish wish = Wish.NOTHING;
  private Effect.@Nullable Grant grant;
  private boolean turnIsDue;
  private @Nullable Boolean healthAnswer;
  private long healthAskedAt = NEVER;
  private @Nullable Controls controls;

  RecloserRule(Policy policy, Sees sees) {
    this.policy = policy;
    this.sees = sees;
  }

  @Override
  public void begin(Controls controls) {
    this.controls = controls;
    controls.after(TICK_MILLIS, this::tick);
    controls.after(SAMPLE_MILLIS, this::sample);
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    boolean ignored = !succeeded && attempt.poison() && sees == Sees.IGNORED_ERRORS;
    if (sees == Sees.TYPES) {
      suspects.add(attempt.poison() ? "poison" : "work", "w" + attempt.process(), !succeeded);
    }
    batches.add(attempt, succeeded, ignored, world().now());
    if (!turnIsDue) {
      turnIsDue = true;
      world().after(TURN_MILLIS - world().now() % TURN_MILLIS, this::turn);
    }
  }

  @Override
  public boolean holds(int process) {
    return state.open();
  }

  private void turn() {
    turnIsDue = false;
    takeOutcomes();
    settle();
  }

  private void tick() {
    takeOutcomes();
    askHealth();
    step(new Event.Tick());
    settle();
    world().after(TICK_MILLIS, this::tick);
  }

  private void sample() {
    takeOutcomes();
    step(new Event.Observed(world().waiting(), world().running()));
    settle();
    world().after(SAMPLE_MILLIS, this::sample);
  }

  /** As HealthWatch does: the answer counts at the next tick, the next question after it. */
  private void askHealth() {
    var interval = policy.healthInterval();
    if (interval == null) {
      return;
    }
    var answered = healthAnswer;
    healthAnswer = null;
    if (answered != null) {
      step(new Event.HealthProbe(answered));
    }
    boolean wanted =
        state.position() instanceof Position.Open || state.position() instanceof Position.Probing;
    if (wanted && world().now() - healthAskedAt >= interval.toMillis()) {
      healthAskedAt = world().now();
      healthAnswer = world().healthy();
    }
  }

  private void takeOutcomes() {
    List<OutcomeBatches.Ended> ended = batches.drain();
    if (!ended.isEmpty()) {
      var before = state;
      OutcomeBatches.byPeriod(
              ended,
              one -> before.periodOf(one.grant(), START.plusMillis(one.startedAt())),
              suspects.find())
          .forEach(this::step);
    }
  }

  private void step(Event event) {
    var step = Breaker.step(state, event, policy, START.plusMillis(world().now()));
    state = step.state();
    for (var effect : step.effects()) {
      switch (effect) {
        case Effect.Hold _ -> {
          wish = Wish.HOLD;
          grant = null;
        }
        case Effect.Flow _ -> {
          wish = Wish.FLOW;
          grant = null;
        }
        case Effect.Grant next -> grant = next;
        case Effect.Withheld _ -> {} // told to people, and nothing else happens
        case Effect.Noted noted -> {
          if (noted.act() == Effect.Act.OPENED) {
            world().tripped();
          }
        }
      }
    }
  }

  private void settle() {
    switch (wish) {
      case NOTHING -> {}
      case HOLD -> world().hold(Controls.ALL);
      case FLOW -> world().flow(Controls.ALL);
    }
    wish = Wish.NOTHING;
    var sent = grant;
    if (sent != null) {
      world().grant(Controls.ALL, new Controls.Grant(sent.period(), sent.starts(), !sent.probe()));
      grant = null;
    }
  }

  private Controls world() {
    if (controls == null) {
      throw new IllegalStateException("begin comes first");
    }
    return controls;
  }
}
