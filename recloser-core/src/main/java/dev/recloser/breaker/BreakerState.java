package dev.recloser.breaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything a breaker knows. Immutable.
 *
 * @param id the breaker's name; spreads the waits of different breakers
 * @param version grows with every change of position, lock, mode or main breaker; never falls
 * @param episode number of trips and lock changes so far; a ramp that fails goes on with its own
 * @param lastNow the newest time seen; a clock that goes back counts as standing still
 * @param mainOpen whether the main breaker holds everything
 * @param resumeAt while the main breaker has closed but this queue waits its turn; else null
 * @param position where it stands by its own rules, kept while masked by the main breaker
 * @param evidence the newest outcomes
 * @param tripCount openings since the last stable time; sets the length of the wait
 * @param baseline what is usual while closed
 * @param rampCeiling the limit above which a ramp overloaded the dependency; {@link
 *     Double#POSITIVE_INFINITY} when none is known
 * @param openedAt start of the current or last time jobs were held back; null if never
 * @param closedAt end of the last such time; null if never
 * @param engine what the engine said last
 * @param modeUntil when watching ends and the mode becomes ACTIVE; null for never
 * @param health what health probes said since it opened
 */
public record BreakerState(
    String id,
    long version,
    long episode,
    Instant lastNow,
    Mode mode,
    Lock lock,
    boolean mainOpen,
    @Nullable Instant resumeAt,
    Position position,
    Evidence evidence,
    int tripCount,
    Baseline baseline,
    double rampCeiling,
    @Nullable Instant openedAt,
    @Nullable Instant closedAt,
    EngineView engine,
    @Nullable Instant modeUntil,
    Health health) {

  /**
   * What health probes said since the breaker opened last.
   *
   * @param good good answers in a row, up to {@value #NEEDED}
   * @param wasBad whether there was a bad one, so that good ones now mean that it recovered
   */
  record Health(int good, boolean wasBad) {

    /** Good answers in a row that let the probe with jobs begin. */
    static final int NEEDED = 2;

    /** Nothing was said. */
    static final Health UNKNOWN = new Health(0, false);
  }

  /** What the engine said last: whether it answers, jobs waiting, attempts with workers. */
  public record EngineView(boolean answers, @Nullable Long waiting, @Nullable Long withWorkers) {

    /** It answers and has not said more yet. */
    static final EngineView UP = new EngineView(true, null, null);

    /** It does not answer. */
    static final EngineView LOST = new EngineView(false, null, null);
  }

  /**
   * What is usual while closed, and what is being added up.
   *
   * @param perSecond successes per second, smoothed over a minute; in the first minute their mean
   * @param failingShare share of attempts that fail, smoothed over ten minutes with outcomes
   * @param seenSeconds how long it has been looked at, up to a minute
   * @param succeeded successes since {@code since}
   * @param failed failures since {@code since}
   */
  public record Baseline(
      double perSecond,
      double failingShare,
      double seenSeconds,
      int succeeded,
      int failed,
      Instant since) {

    /** Nothing is known. */
    static Baseline unknown(Instant now) {
      return new Baseline(0, 0, 0, 0, 0, now);
    }

    /** Known from before a restart, where it is above 0. */
    static Baseline restored(double perSecond, Instant now) {
      double seen = perSecond > 0 ? ClosedRules.RATE_SECONDS : 0;
      return new Baseline(perSecond, 0, seen, 0, 0, now);
    }

    /** The same rates, added up anew from a time on. */
    Baseline from(Instant time) {
      return new Baseline(perSecond, failingShare, seenSeconds, 0, 0, time);
    }
  }

  /** A closed breaker of a queue seen for the first time. */
  public static BreakerState fresh(String id, Mode mode, Instant now) {
    return Memory.fresh(id, mode, now);
  }

  /** What survives a restart. */
  public Saved saved() {
    return Memory.save(this);
  }

  /**
   * The breaker as it goes on after a restart. A probe round is over: the next one is due at once,
   * without a longer wait. A ramp starts again below its remembered ceiling. Nothing is decided
   * until the engine was {@link Event.Observed}. A queue that waited its turn counts as masked
   * until {@link Event.MainClosed} comes again.
   */
  public static BreakerState restored(Saved saved, Policy policy, Instant now) {
    return Memory.restore(saved, policy, now);
  }

  /** The same state of another breaker, which follows this one. */
  public BreakerState of(String follower, long followersVersion) {
    return new BreakerState(
        follower,
        followersVersion,
        episode,
        lastNow,
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
        engine,
        modeUntil,
        health);
  }

  /**
   * The period an attempt belongs to, for {@link Event.Outcomes}: its grant, or the current period
   * for an ordinary start within it.
   *
   * @param grant the grant it started under; 0 for an ordinary start
   * @param startedAt when it started; null where unknown
   * @return 0 when the attempt says nothing about now
   */
  public long periodOf(long grant, @Nullable Instant startedAt) {
    if (grant > 0) {
      return grant;
    }
    boolean within = startedAt == null || !startedAt.isBefore(position.since());
    return !holds() && within ? position.period() : 0;
  }

  /** Whether ordinary attempts must be kept from starting at the engine. */
  public boolean holds() {
    return open() || (mode == Mode.ACTIVE && lock instanceof Lock.None && isRamping());
  }

  /**
   * The public two-state answer: whether jobs are held back. A ramp counts as closed; a mode other
   * than ACTIVE holds nothing back.
   */
  public boolean open() {
    if (mode != Mode.ACTIVE) {
      return false;
    }
    if (masked()) {
      return true;
    }
    return switch (lock) {
      case Lock.ForcedOpen _ -> true;
      case Lock.ForcedClosed _ -> false;
      case Lock.None _ -> position instanceof Position.Open || position instanceof Position.Probing;
    };
  }

  /** When the breaker will probe by itself; null when nothing is due. */
  public @Nullable Instant nextProbeAt() {
    if (mode != Mode.ACTIVE || masked()) {
      return null;
    }
    return switch (lock) {
      case Lock.ForcedOpen forced -> forced.until();
      case Lock.ForcedClosed _ -> null;
      case Lock.None _ -> position instanceof Position.Open open ? open.until() : null;
    };
  }

  /**
   * Whether a command may be carried out that was given while looking at {@code expectedVersion}.
   *
   * @param expectedVersion the version that was seen; null = whatever happened since
   */
  public boolean isAt(@Nullable Long expectedVersion) {
    return expectedVersion == null || expectedVersion == version;
  }

  /** Whether the main breaker, or the wait for its turn after it, overrides the position. */
  boolean masked() {
    return mainOpen || resumeAt != null;
  }

  /** Whether grants may be unused at the engine. */
  boolean grants() {
    if (mode != Mode.ACTIVE || masked()) {
      return false;
    }
    return position instanceof Position.Probing || (lock instanceof Lock.None && isRamping());
  }

  private boolean isRamping() {
    return position instanceof Position.Ramping;
  }
}
