package dev.recloser.breaker;

import dev.recloser.breaker.Effect.Act;
import dev.recloser.breaker.Position.Closed;
import dev.recloser.breaker.Position.Open;
import dev.recloser.breaker.Position.Probing;
import dev.recloser.breaker.Position.Ramping;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people order. Every order is noted, also one that changes nothing. */
final class ManualRules {

  private ManualRules() {}

  static void open(Draft draft, Event.ManualOpen order) {
    if (draft.lock instanceof Lock.ForcedOpen forced
        && Objects.equals(forced.until(), order.until())) {
      note(
          draft,
          Act.HELD_OPEN,
          order.actor(),
          order.reason(),
          false,
          "Already held by " + forced.actor());
      return;
    }
    draft.setLock(new Lock.ForcedOpen(order.actor(), order.reason(), draft.now, order.until()));
    if (draft.position instanceof Probing || draft.position instanceof Ramping) {
      draft.openDueNow(draft.position.cause());
    }
    String end = order.until() == null ? "until released" : "until " + order.until();
    note(draft, Act.HELD_OPEN, order.actor(), order.reason(), true, "Held " + end);
  }

  static void close(Draft draft, Event.ManualClose order) {
    String detail = null;
    switch (draft.lock) {
      case Lock.ForcedOpen _ -> detail = letRun(draft, true);
      case Lock.ForcedClosed _ -> {
        draft.setLock(Lock.NONE);
        draft.evidence = Evidence.NONE;
        draft.close(null);
        detail = "Runs on, protected again";
      }
      case Lock.None _ -> {
        if (draft.position instanceof Open || draft.position instanceof Probing) {
          detail = letRun(draft, false);
        }
      }
    }
    note(
        draft,
        Act.RELEASED,
        order.actor(),
        order.reason(),
        detail != null,
        detail != null
            ? detail
            : draft.masked() ? "Only the main breaker holds it" : "It runs already");
  }

  private static String letRun(Draft draft, boolean locked) {
    if (locked) {
      draft.setLock(Lock.NONE);
    }
    if (draft.active()) {
      RampRules.enter(draft, null, Evidence.NONE);
      return "Runs again at a rising rate";
    }
    draft.evidence = Evidence.NONE;
    draft.close(null);
    return "Closed";
  }

  static void forceClose(Draft draft, Event.ManualForceClose order) {
    if (draft.lock instanceof Lock.ForcedClosed forced && forced.until().equals(order.until())) {
      note(
          draft,
          Act.FORCED_CLOSED,
          order.actor(),
          order.reason(),
          false,
          "Already forced by " + forced.actor());
      return;
    }
    draft.setLock(new Lock.ForcedClosed(order.actor(), order.reason(), draft.now, order.until()));
    if (!(draft.position instanceof Closed)) {
      draft.evidence = Evidence.NONE;
      draft.close(null);
    }
    String detail = "Runs without protection until " + order.until();
    note(draft, Act.FORCED_CLOSED, order.actor(), order.reason(), true, detail);
  }

  static void probe(Draft draft, Event.ProbeNow order) {
    String obstacle = whyNoProbe(draft);
    if (obstacle == null) {
      ProbeRules.begin(draft, draft.position.cause());
    }
    note(
        draft,
        Act.PROBE_NOW,
        order.actor(),
        order.reason(),
        obstacle == null,
        obstacle == null ? "Probing" : obstacle);
  }

  private static @Nullable String whyNoProbe(Draft draft) {
    if (!draft.active()) {
      return "The mode is " + Sentences.of(draft.mode) + ": nothing is held, so nothing to probe";
    }
    if (draft.masked()) {
      return "The main breaker holds every queue";
    }
    if (!draft.engine.answers()) {
      return "The engine does not answer";
    }
    return switch (draft.position) {
      case Probing _ -> "A probe is running";
      case Open _ -> null;
      case Closed _, Ramping _ ->
          draft.lock instanceof Lock.ForcedOpen ? null : "Jobs run, so there is nothing to probe";
    };
  }

  /** Watching that was meant for a while is over. */
  static void endWatching(Draft draft) {
    Instant until = draft.modeUntil;
    if (draft.mode == Mode.OBSERVE && until != null && !draft.now.isBefore(until)) {
      setMode(draft, new Event.SetMode(Effect.RECLOSER, "Watched long enough", Mode.ACTIVE));
    }
  }

  static void setMode(Draft draft, Event.SetMode order) {
    Mode old = draft.mode;
    Instant until = order.mode() == Mode.OBSERVE ? order.until() : null; // only watching ends
    if (old == order.mode() && Objects.equals(draft.modeUntil, until)) {
      String detail = "The mode is " + Sentences.of(old) + " already";
      note(draft, Act.MODE_CHANGED, order.actor(), order.reason(), false, detail);
      return;
    }
    draft.mode = order.mode();
    draft.modeUntil = until;
    draft.restartBaseline();
    draft.nextVersion();
    boolean active = draft.active();
    boolean open = draft.position instanceof Open;
    boolean closed = draft.position instanceof Closed;
    if (order.mode() == Mode.OFF) {
      draft.evidence = Evidence.NONE;
    }
    if (!active && !closed && (!open || order.mode() == Mode.OFF)) {
      draft.evidence = Evidence.NONE;
      draft.close(draft.position.cause());
    }
    String detail = "From " + Sentences.of(old) + " to " + Sentences.of(order.mode());
    note(draft, Act.MODE_CHANGED, order.actor(), order.reason(), true, detail);
  }

  private static void note(
      Draft draft, Act act, String actor, @Nullable String reason, boolean changed, String detail) {
    String suffix =
        draft.masked() && changed ? "; takes effect when the main breaker lets the queue run" : "";
    draft.note(act, actor, reason, changed, detail + suffix);
  }
}
