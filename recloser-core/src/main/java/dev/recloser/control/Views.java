package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Cause;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.breaker.Policy;
import dev.recloser.breaker.Position;
import dev.recloser.control.BreakerView.CauseView;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.control.BreakerView.ProbeView;
import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Breakers in the shape that viewers read. Pure. */
final class Views {

  private Views() {}

  /** The state in a word or two, as the audit log and the page say it. */
  static String word(BreakerState state) {
    return word(state.lock(), state.position().phase());
  }

  /**
   * Lock and phase in a word or two. Each pair that can be has its own, so that the audit log alone
   * tells where a breaker stood at any time; forced closed, it always stands closed below.
   */
  static String word(Lock lock, Phase phase) {
    return switch (lock) {
      case Lock.ForcedOpen _ ->
          switch (phase) {
            case CLOSED -> "held open";
            case OPEN -> "held open (tripped)";
            case PROBING -> "held open (probing)";
            case RAMPING -> "held open (ramping)";
          };
      case Lock.ForcedClosed _ -> "forced closed";
      case Lock.None _ -> phase.name().toLowerCase(Locale.ROOT);
    };
  }

  /** What a guard knows beside the breaker's state. */
  record Beside(
      boolean foreignPause,
      List<ErrorCount> errors,
      Effect.@Nullable Noted lastAct,
      @Nullable Withheld withheld) {}

  static BreakerView breaker(BreakerState state, Policy policy, Beside beside) {
    var position = state.position();
    var cause = position.cause();
    var errors = beside.errors();
    var told = Told.of(state, errors, beside.lastAct());
    return new BreakerView(
        state.open() || beside.foreignPause(),
        position.phase(),
        lockWord(state.lock()),
        state.mode(),
        state.mainOpen(),
        told.since(),
        told.reason(),
        told.actor(),
        told.until(),
        state.openedAt(),
        state.closedAt(),
        cause == null ? null : new CauseView(cause, errors, Words.cause(cause, errors)),
        state.nextProbeAt(),
        position instanceof Position.Open open ? open.waitTime().toMillis() : null,
        state.tripCount(),
        position instanceof Position.Ramping ramp ? rounded(ramp.limit()) : null,
        position instanceof Position.Ramping ramp ? percent(ramp, state) : null,
        rounded(state.baseline().perSecond()),
        position instanceof Position.Probing round ? probe(round, policy) : null,
        state.episode(),
        state.version(),
        state.modeUntil(),
        beside.withheld(),
        rounded(state.baseline().failingShare()));
  }

  /** Who said what, since when, until when. */
  private record Told(
      Instant since, @Nullable String reason, @Nullable String actor, @Nullable Instant until) {

    static Told of(BreakerState state, List<ErrorCount> errors, Effect.@Nullable Noted lastAct) {
      return switch (state.lock()) {
        case Lock.ForcedOpen lock ->
            new Told(lock.since(), lock.reason(), lock.actor(), lock.until());
        case Lock.ForcedClosed lock ->
            new Told(lock.since(), lock.reason(), lock.actor(), lock.until());
        case Lock.None _ -> byItself(state, errors, lastAct);
      };
    }

    private static Told byItself(
        BreakerState state, List<ErrorCount> errors, Effect.@Nullable Noted lastAct) {
      var position = state.position();
      var cause = position.cause();
      if (position.phase() != Phase.CLOSED && cause != null) {
        return new Told(position.since(), Words.cause(cause, errors), Effect.RECLOSER, null);
      }
      return lastAct == null
          ? new Told(position.since(), null, null, null)
          : new Told(position.since(), lastAct.reason(), lastAct.actor(), null);
    }
  }

  /** Why the breaker cannot guard this queue, in one sentence; null when it does. */
  static @Nullable String unprotected(BreakerState state, EngineInfo engine) {
    if (!engine.can(Capability.HOLD)) {
      return "Not protected: this engine cannot pause a queue.";
    }
    if (state.mode() == Mode.OFF) {
      return "Not protected: the breaker is off.";
    }
    if (!engine.can(Capability.OUTCOMES)) {
      return "Opens by hand only: this engine does not tell how attempts end.";
    }
    return state.mode() == Mode.OBSERVE ? "Only watched: nothing is paused." : null;
  }

  /** Pairs (succeeded, failed), newest last. */
  static List<int[]> evidence(BreakerState state) {
    return state.evidence().entries().stream()
        .map(entry -> new int[] {entry.succeeded(), entry.failed()})
        .toList();
  }

  static QueueView.Window window(BreakerState state, Policy policy, Instant now) {
    var window = state.evidence().window(policy, now);
    return new QueueView.Window(
        window.failed(), window.total(), policy.minVolume(), policy.failureRatio());
  }

  /** The rules with their numbers: of now while closed, of the trip while not. */
  static List<QueueView.Rule> rules(BreakerState state, Policy policy, Instant now) {
    var cause = state.position().cause();
    if (state.position().phase() != Phase.CLOSED && cause != null) {
      return rules(cause, policy);
    }
    var window = state.evidence().window(policy, now);
    double ratio = window.total() == 0 ? 0 : (double) window.failed() / window.total();
    return List.of(
        rule("failure_ratio", ratio, policy.failureRatio(), false),
        rule("outcomes", window.total(), policy.minVolume(), false),
        rule("distinct_jobs", window.distinctJobs(), policy.distinctJobs(), false),
        span(window.span(), policy, false),
        rule("streak", window.streak(), policy.streak(), false));
  }

  private static List<QueueView.Rule> rules(Cause cause, Policy policy) {
    double ratio = cause.total() == 0 ? 0 : (double) cause.failed() / cause.total();
    var first =
        cause.rule() == Cause.Rule.STREAK
            ? rule("streak", cause.failed(), policy.streak(), true)
            : rule("failure_ratio", ratio, policy.failureRatio(), true);
    return List.of(
        first,
        rule("outcomes", cause.total(), policy.minVolume(), true),
        rule("distinct_jobs", cause.distinctJobs(), policy.distinctJobs(), true),
        span(cause.span(), policy, true));
  }

  private static QueueView.Rule span(Duration span, Policy policy, boolean frozen) {
    return rule("span", (double) span.toMillis(), (double) policy.minSpan().toMillis(), frozen);
  }

  private static QueueView.Rule rule(String name, double value, double limit, boolean frozen) {
    return new QueueView.Rule(name, value, limit, value >= limit, frozen);
  }

  private static ProbeView probe(Position.Probing round, Policy policy) {
    return new ProbeView(
        round.stage(),
        round.released(),
        round.succeeded(),
        round.failed(),
        policy.probeNeed(),
        round.deadline());
  }

  private static String lockWord(Lock lock) {
    return switch (lock) {
      case Lock.None _ -> "none";
      case Lock.ForcedOpen _ -> "forced_open";
      case Lock.ForcedClosed _ -> "forced_closed";
    };
  }

  private static @Nullable Integer percent(Position.Ramping ramp, BreakerState state) {
    double baseline = state.baseline().perSecond();
    return baseline <= 0 ? null : (int) Math.min(999, Math.round(ramp.limit() / baseline * 100));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** The phase as the history of a queue shows it; null while jobs flow. */
  static @Nullable String shownPhase(BreakerState state) {
    if (state.mainOpen()) {
      return "main";
    }
    if (state.lock() instanceof Lock.ForcedOpen) {
      return "open";
    }
    return switch (state.position()) {
      case Position.Closed _ -> null;
      case Position.Open _ -> "open";
      case Position.Probing _ -> "probing";
      case Position.Ramping _ -> "ramping";
    };
  }
}
