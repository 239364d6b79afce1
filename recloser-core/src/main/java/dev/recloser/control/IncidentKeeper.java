package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Cause;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Position;
import dev.recloser.breaker.Step;
import dev.recloser.control.BreakerView.ErrorCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the incidents of one queue: looks at each step of its breaker, begins a record with a trip
 * or a person's hold, and ends it with the stable close. Confined to its guard.
 */
final class IncidentKeeper {

  /** A watched breaker looks closed after each wait; within this it may open again. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  /** Numbers that change with every sample are stored this often. */
  private static final Duration STORE_EVERY = Duration.ofSeconds(10);

  private final QueueId queue;
  private final Activity activity;
  private final List<Incident> ended = new ArrayList<>();
  private @Nullable IncidentDraft current;
  private @Nullable Incident newestEnded;
  private @Nullable Long waiting;
  private boolean changed;
  private boolean counted;
  private Instant storedAt = Instant.EPOCH;
  private @Nullable Instant handedOutAt;

  IncidentKeeper(QueueId queue, Activity activity) {
    this.queue = queue;
    this.activity = activity;
  }

  /** Goes on with the queue's newest incident from before a restart; null when there is none. */
  void resume(@Nullable Incident newest, Instant now) {
    if (newest == null || newest.closedAt() != null) {
      newestEnded = newest;
    } else {
      var draft = new IncidentDraft(newest);
      draft.note(now, "restarted", Effect.RECLOSER, null);
      current = draft;
      changed = true;
    }
  }

  /** The breaker decides no more: what began ends here. */
  void handOver(Instant now, String what, @Nullable String detail) {
    var draft = current;
    if (draft != null) {
      draft.note(now, what, Effect.RECLOSER, detail);
      end(draft, now);
    }
  }

  /** One step of the breaker was taken. */
  void after(BreakerState before, Event event, Step step, Instant now) {
    var state = step.state();
    var draft = current;
    if (draft != null && (!belongs(draft, state) || isOver(draft, state, now))) {
      write(draft, before, event, step, now);
      end(draft, now);
      draft = null;
    }
    if (draft == null && IncidentRules.begins(state)) {
      draft = begin(step, now);
    }
    if (draft != null) {
      write(draft, before, event, step, now);
    }
  }

  void outcomes(List<OutcomeBuffer.Report> reports) {
    var draft = current;
    if (draft == null || !draft.observed) {
      return;
    }
    var losses = Activity.losses(reports);
    draft.failedMeanwhile(losses.failed(), losses.died());
    counted |= losses.failed() > 0;
  }

  void observed(@Nullable Long waitingNow) {
    waiting = waitingNow;
    if (current != null) {
      counted |= current.waiting(waitingNow);
    }
  }

  /** The errors of a cause are known now. */
  void explained(@Nullable Cause cause, List<ErrorCount> errors) {
    var draft = current;
    if (draft != null && draft.cause != null && draft.cause.cause().equals(cause)) {
      draft.explain(draft.cause.cause(), errors);
      changed = true;
    }
  }

  /** What must be stored now, oldest first. */
  List<Incident> unsaved(Instant now) {
    var draft = current;
    boolean due = counted && !now.isBefore(storedAt.plus(STORE_EVERY));
    if (draft == null || !(changed || due)) {
      handedOutAt = null;
      return List.copyOf(ended);
    }
    handedOutAt = now;
    List<Incident> unsaved = new ArrayList<>(ended);
    unsaved.add(draft.incident(null));
    return unsaved;
  }

  /** What was unsaved is on disk. */
  void saved() {
    ended.clear();
    if (handedOutAt != null) {
      changed = false;
      counted = false;
      storedAt = handedOutAt;
      handedOutAt = null;
    }
  }

  /** The newest incident; null when there was none. */
  @Nullable Incident newest() {
    return current == null ? newestEnded : current.incident(null);
  }

  private IncidentDraft begin(Step step, Instant now) {
    var state = step.state();
    boolean noted = step.effects().stream().anyMatch(Effect.Noted.class::isInstance);
    long next = newestEnded == null ? 1 : newestEnded.number() + 1;
    var at = noted ? now : beganAt(state);
    var draft = new IncidentDraft(state, queue, Math.max(state.episode(), next), at, activity);
    draft.waiting(waiting);
    if (!noted) {
      draft.note(at, "opened", Effect.RECLOSER, null);
    }
    current = draft;
    return draft;
  }

  /** For one that began before anybody wrote incidents. */
  private static Instant beganAt(BreakerState state) {
    if (state.lock() instanceof Lock.ForcedOpen lock) {
      return lock.since();
    }
    var cause = state.position().cause();
    return cause == null ? state.position().since() : cause.at();
  }

  private void write(
      IncidentDraft draft, BreakerState before, Event event, Step step, Instant now) {
    var state = step.state();
    boolean noted = mainBreaker(draft, before, state, now);
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Noted note && note.changed()) {
        var what = note.act().name().toLowerCase(Locale.ROOT);
        draft.note(now, what, note.actor(), detail(note));
        noted = true;
        if (note.act() == Effect.Act.OPENED && reopens(draft, event, now)) {
          draft.reopened();
        }
      } else if (effect instanceof Effect.Grant grant && grant.probe()) {
        draft.released(grant.starts());
        noted = true;
      }
    }
    noted |= probeOutcomes(draft, before.position(), event, now);
    if (IncidentRules.begins(state)) {
      draft.cause(state.position().cause());
    }
    var next = IncidentRules.stateOf(state);
    boolean held = draft.held(IncidentRules.holds(state), now);
    changed |= noted || held || next != draft.state;
    draft.state = next;
  }

  private static boolean mainBreaker(
      IncidentDraft draft, BreakerState before, BreakerState state, Instant now) {
    if (before.mainOpen() == state.mainOpen()) {
      return false;
    }
    draft.note(now, state.mainOpen() ? "main_opened" : "main_closed", null, null);
    return true;
  }

  private static boolean probeOutcomes(
      IncidentDraft draft, Position before, Event event, Instant now) {
    if (event instanceof Event.Outcomes outcomes
        && before instanceof Position.Probing round
        && outcomes.period() == round.period()) {
      draft.probesFailed += outcomes.failed();
      if (outcomes.succeeded() > 0) {
        draft.good(now);
      }
      return true;
    }
    return false;
  }

  /** The first opening begins it; one because the engine or the main breaker stopped tells none. */
  private static boolean reopens(IncidentDraft draft, Event event, Instant now) {
    boolean byResults = event instanceof Event.Outcomes || event instanceof Event.Tick;
    return byResults && draft.openedAt.isBefore(now);
  }

  private static @Nullable String detail(Effect.Noted note) {
    var reason = note.reason();
    return reason == null ? note.detail() : reason + " (" + note.detail() + ")";
  }

  /** An incident is either real or only watched. */
  private static boolean belongs(IncidentDraft draft, BreakerState state) {
    return draft.observed == IncidentRules.watches(state);
  }

  private static boolean isOver(IncidentDraft draft, BreakerState state, Instant now) {
    if (IncidentRules.lasts(state)) {
      return false;
    }
    boolean quiet = draft.state == Incident.State.PROBING;
    return !draft.observed || (quiet && !now.isBefore(draft.quietSince().plus(QUIET)));
  }

  private void end(IncidentDraft draft, Instant now) {
    draft.held(false, now);
    var over = draft.incident(draft.observed ? draft.quietSince() : now);
    ended.add(over);
    newestEnded = over;
    current = null;
  }
}
