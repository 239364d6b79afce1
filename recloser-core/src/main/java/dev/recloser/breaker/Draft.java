package dev.recloser.breaker;

import dev.recloser.breaker.BreakerState.Baseline;
import dev.recloser.breaker.BreakerState.EngineView;
import dev.recloser.breaker.BreakerState.Health;
import dev.recloser.breaker.Effect.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next state while one step works it out. Lives within a single call of {@link Breaker#step};
 * not shared. {@link #finish} derives the gate effect and the two-state times, so no rule can
 * forget them.
 */
final class Draft {

  final BreakerState before;
  final Policy policy;
  final Instant now;

  Mode mode;
  Lock lock;
  boolean mainOpen;
  @Nullable Instant resumeAt;
  Position position;
  Evidence evidence;
  int tripCount;
  Baseline baseline;
  double rampCeiling;
  EngineView engine;
  @Nullable Instant modeUntil;
  Health health;

  private long version;
  private long episode;
  private boolean assertHold;
  private final List<Effect> effects = new ArrayList<>(2);

  Draft(BreakerState before, Policy policy, Instant now) {
    this.before = before;
    this.policy = policy;
    this.now = now;
    mode = before.mode();
    lock = before.lock();
    mainOpen = before.mainOpen();
    resumeAt = before.resumeAt();
    position = before.position();
    evidence = before.evidence();
    tripCount = before.tripCount();
    baseline = before.baseline();
    rampCeiling = before.rampCeiling();
    engine = before.engine();
    modeUntil = before.modeUntil();
    health = before.health();
    version = before.version();
    episode = before.episode();
  }

  boolean masked() {
    return mainOpen || resumeAt != null;
  }

  boolean unlocked() {
    return lock instanceof Lock.None;
  }

  boolean active() {
    return mode == Mode.ACTIVE;
  }

  String id() {
    return before.id();
  }

  /** A new version. A new position takes it as its period. */
  long nextVersion() {
    version++;
    return version;
  }

  void setLock(Lock next) {
    lock = next;
    episode++;
    nextVersion();
  }

  void beginEpisode() {
    episode++;
  }

  /** Moves to CLOSED. */
  void close(@Nullable Cause cause) {
    position = new Position.Closed(now, nextVersion(), cause);
    restartBaseline();
  }

  /**
   * Moves to OPEN for the wait that the trip count asks for.
   *
   * @param asked the wait that the dependency asked for; null when it did not
   */
  Duration open(@Nullable Cause cause, @Nullable Duration asked) {
    Duration waitTime = OpenTime.of(id(), episode, tripCount, policy);
    if (asked != null && asked.compareTo(waitTime) > 0) {
      waitTime = OpenTime.longer(waitTime, OpenTime.shorter(asked, policy.retryAfterMax()));
    }
    position = new Position.Open(now, nextVersion(), cause, now.plus(waitTime), waitTime);
    health = Health.UNKNOWN;
    return waitTime;
  }

  /** Moves to OPEN with the next probe due at once: nothing was learned, so no longer wait. */
  void openDueNow(@Nullable Cause cause) {
    Duration waitTime = OpenTime.of(id(), episode, tripCount, policy);
    position = new Position.Open(now, nextVersion(), cause, now, waitTime);
    health = Health.UNKNOWN;
  }

  /** Begins to add up anew, so that time without flow does not lower the rate. */
  void restartBaseline() {
    baseline = baseline.from(now);
  }

  void withhold(Cause cause, Suspect suspect) {
    effects.add(new Effect.Withheld(cause, suspect));
  }

  void grant(int starts, boolean probe) {
    effects.add(new Effect.Grant(position.period(), starts, probe));
  }

  /** Shuts the gate again if it should be shut. */
  void assertHold() {
    assertHold = true;
  }

  /** Notes something the breaker did by itself. */
  void note(Act act, String detail) {
    effects.add(new Effect.Noted(act, Effect.RECLOSER, null, true, detail));
  }

  /** Notes what a person did. */
  void note(Act act, String actor, @Nullable String reason, boolean changed, String detail) {
    effects.add(new Effect.Noted(act, actor, reason, changed, detail));
  }

  Step finish() {
    BreakerState next = build(before.openedAt(), before.closedAt(), engine);
    if (next.open() && !before.open()) {
      // What workers hold was counted while jobs ran; the drain needs a newer number.
      EngineView counted = new EngineView(engine.answers(), engine.waiting(), null);
      next = build(now, before.closedAt(), counted);
    } else if (before.open() && !next.open()) {
      next = build(before.openedAt(), now, engine);
    }
    addGateEffect(next);
    return new Step(next, effects);
  }

  private void addGateEffect(BreakerState next) {
    boolean holds = next.holds();
    boolean withdraws = before.grants() && !next.grants() && engine.answers();
    if (holds && (!before.holds() || withdraws || assertHold)) {
      effects.addFirst(new Effect.Hold(Sentences.whyHeld(next)));
    } else if (!holds && before.holds()) {
      effects.addFirst(new Effect.Flow());
    }
  }

  private BreakerState build(
      @Nullable Instant openedAt, @Nullable Instant closedAt, EngineView view) {
    return new BreakerState(
        id(),
        version,
        episode,
        now,
        mode,
        lock,
        mainOpen,
        resumeAt,
        position,
        evidence,
        tripCount,
        baseline,
        rampCeiling,
        openedAt,
        closedAt,
        view,
        modeUntil,
        health);
  }
}
