package dev.recloser.control;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Cause;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Policy;
import dev.recloser.breaker.Position;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.GateView;
import dev.recloser.engine.QueueSample;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.QueuePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One queue under guard: its breaker, its gate, and what is remembered to show and explain them.
 *
 * <p>Only the collector's thread changes it. Its methods are synchronized because pages read
 * details and history from request threads, also while the collector waits for a slow engine; no
 * method does I/O, so nobody waits for long.
 */
final class Guard {

  private static final Duration ERRORS_COME_WITHIN = Duration.ofSeconds(2);

  private final QueueId id;
  private final Gate gate;
  private final OutcomeTally tally = new OutcomeTally();
  private final Rates rates = new Rates();
  private final Past past = new Past();
  private final Activity activity;
  private final IncidentKeeper incidents;
  private final ProbeRounds probes = new ProbeRounds();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final HealthWatch health;
  private final Withholding withholding = new Withholding();
  private final Reminder reminder = new Reminder();
  private final Wedge wedge = new Wedge();
  private PolicyBook.Resolved rules;
  private BreakerState state;
  private List<ErrorCount> causeErrors = List.of();
  private @Nullable Instant causeErrorsUntil;
  private @Nullable QueueSample sample;
  private Instant sampledAt = Instant.EPOCH;
  private Effect.@Nullable Noted lastAct;
  private boolean unsaved;

  Guard(
      QueueId id,
      PolicyBook.Resolved rules,
      HealthProber prober,
      Journal.@Nullable Row row,
      Instant now) {
    this.id = id;
    this.rules = rules;
    this.health = new HealthWatch(prober);
    this.gate = new Gate(row != null && row.asserted());
    this.activity = new Activity(now);
    this.incidents = new IncidentKeeper(id, activity);
    if (row == null) {
      state = BreakerState.fresh(id.toString(), Mode.ACTIVE, now);
    } else {
      state = BreakerState.restored(row.saved(), breakerPolicy(), now);
      causeErrors = row.causeErrors();
      noteRestart(row, now);
    }
    past.phase(shownPhase(), now);
  }

  QueueId id() {
    return id;
  }

  /** Goes on with the queue's newest incident from before a restart. */
  synchronized void resume(@Nullable Incident newest, Instant now) {
    incidents.resume(newest, now);
  }

  synchronized BreakerState state() {
    return state;
  }

  synchronized @Nullable Instant oldestWaitingSince() {
    return sample == null || sample.oldestWaiting() == null
        ? null
        : sampledAt.minus(sample.oldestWaiting());
  }

  /** Lets the breaker decide on one event; false when a person's command changed nothing. */
  synchronized boolean apply(Event event, Instant now) {
    var before = state;
    var step = Breaker.step(before, event, breakerPolicy(), now);
    state = step.state();
    boolean changed = true;
    for (var effect : step.effects()) {
      switch (effect) {
        case Effect.Hold _ -> gate.wantHold();
        case Effect.Flow _ -> gate.wantFlow();
        case Effect.Grant grant -> gate.wantGrant(grant);
        case Effect.Withheld told -> noteWithheld(told, now);
        case Effect.Noted noted -> {
          note(noted, before, now);
          changed = noted.changed();
        }
      }
    }
    incidents.after(before, event, step, now);
    if (state.version() != before.version()) {
      unsaved = true;
      past.phase(shownPhase(), now);
      probes.add(before.position(), event, state.position(), tally.failures(), now);
      noteCause(before.position().cause(), state.position().cause());
    }
    return changed;
  }

  /** A quarter second passed: asks for health, recalls what was forgotten, lets the breaker act. */
  synchronized void tick(Instant now) {
    var answer = health.tick(state, policy(), now);
    if (answer != null) {
      apply(answer, now);
    }
    remind(now);
    apply(new Event.Tick(), now);
  }

  synchronized QueuePolicy policy() {
    return rules.policy();
  }

  synchronized PolicyBook.Resolved rules() {
    return rules;
  }

  /** Takes other rules; says in one sentence what is different. */
  synchronized String setPolicy(PolicyBook.Resolved next) {
    var different = Words.difference(rules.values(), next.values());
    rules = next;
    unsaved = true;
    return different;
  }

  synchronized void outcomes(List<OutcomeBuffer.Report> reports, Instant now) {
    activity.outcomes(reports, now);
    incidents.outcomes(reports);
    for (var event : tally.batches(reports, state, policy(), now)) {
      apply(event, now);
    }
  }

  /** The engine was asked: takes its numbers and compares the gate with the wish. */
  synchronized void observed(QueueSample seen, Instant at, boolean reconnected, Instant now) {
    sample = seen;
    sampledAt = at;
    var delta = rates.add(seen.totals(), at);
    past.add(delta, seen.counts().waiting(), seen.oldestWaiting(), at);
    wedge.add(seen, delta.done() + delta.failed() > 0, now);
    activity.totals(seen.totals(), delta, at);
    incidents.observed(seen.counts().waiting());
    apply(new Event.Observed(seen.counts().waiting(), seen.withWorkers()), now);
    boolean ordered =
        state.mainOpen() || state.lock() instanceof Lock.ForcedOpen || rules.policy().enforceHold();
    var finding = gate.observe(state.holds(), ordered, reconnected, seen.gate(), now);
    switch (finding) {
      case AS_WANTED -> {}
      case DRIFT ->
          noteEngine("drift_reasserted", "The hold was gone at the engine; set again.", now);
      case CONTESTED ->
          noteEngine("contested", "The hold vanished 4 times in 60 s; left alone for 5 m.", now);
      case FOREIGN_PAUSE -> noteEngine("foreign_pause", "Found paused, not by Recloser.", now);
      case FOREIGN_PAUSE_ENDED -> noteEngine("foreign_pause_ended", "No longer paused.", now);
      case FOREIGN_RESUME -> apply(new Event.ForeignResume(), now);
    }
  }

  /** What to do at the engine now. */
  synchronized Gate.Work work(Instant now) {
    return gate.work(state.holds(), now);
  }

  synchronized Effect.@Nullable Grant takeGrant() {
    return gate.takeGrant();
  }

  synchronized String holdReason() {
    return state.lock() instanceof Lock.ForcedOpen lock && lock.reason() != null
        ? lock.reason()
        : state.mainOpen() ? "main breaker open" : "breaker open";
  }

  synchronized void held(GateView view, Instant now) {
    gate.held(view, now);
  }

  synchronized void released(GateView view, Instant now) {
    gate.released(view, now);
    unsaved = true;
  }

  /** Whether the row must be written; looks whether the errors of the last trip are complete. */
  synchronized boolean unsaved(Instant now) {
    if (causeErrorsUntil != null && !now.isBefore(causeErrorsUntil)) {
      causeErrors = causeErrors();
      causeErrorsUntil = null;
      incidents.explained(state.position().cause(), causeErrors);
      unsaved = true;
    }
    return unsaved || !incidents.unsaved(now).isEmpty();
  }

  synchronized Journal.Row row() {
    return new Journal.Row(
        state.saved(), gate.asserted(), causeErrors(), rules.api().isEmpty() ? null : rules.api());
  }

  /** Incidents to write with the row. */
  synchronized List<Incident> incidents(Instant now) {
    return incidents.unsaved(now);
  }

  synchronized @Nullable Incident newestIncident() {
    return incidents.newest();
  }

  synchronized List<Recorded> unrecorded(Instant now) {
    return activity.unrecorded(id, now);
  }

  synchronized void recorded(Instant now) {
    activity.recorded(now);
  }

  synchronized List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  /** The row and the entries are on disk. */
  synchronized void saved() {
    unsaved = false;
    entries.clear();
    incidents.saved();
  }

  synchronized @Nullable QueueView view(boolean stale, EngineInfo engine, Instant now) {
    return sample == null
        ? null
        : new QueueView(
            id,
            sample,
            sampledAt,
            stale,
            gate.view(state.holds()),
            rates.perSecond(),
            Views.evidence(state),
            past.series(now),
            Views.window(state, breakerPolicy(), now),
            new QueueView.Signs(
                gate.contested(now),
                wedge.wedged(now) && !state.holds(),
                Views.unprotected(state, engine)),
            breakerView(now));
  }

  synchronized QueueView.@Nullable Detail detail(boolean stale, EngineInfo engine, Instant now) {
    var view = view(stale, engine, now);
    return view == null
        ? null
        : new QueueView.Detail(
            view,
            breakerPolicy(),
            Views.rules(state, breakerPolicy(), now),
            probes.newest(),
            tally.failures().lastHour(now, 10),
            engine.notes());
  }

  synchronized BreakerView breakerView(Instant now) {
    var beside = new Views.Beside(gate.foreign(), causeErrors(), lastAct, withholding.now(now));
    return Views.breaker(state, breakerPolicy(), beside);
  }

  synchronized History history(Instant now, Duration back) {
    return past.history(now, back);
  }

  private List<ErrorCount> causeErrors() {
    var cause = state.position().cause();
    if (causeErrorsUntil == null || cause == null) {
      return causeErrors;
    }
    var from = cause.at().minus(cause.span()).minusSeconds(1);
    return tally.failures().since(from, 5);
  }

  private void noteCause(@Nullable Cause before, @Nullable Cause after) {
    if (after == null) {
      causeErrors = List.of();
      causeErrorsUntil = null;
    } else if (!after.equals(before)) {
      causeErrors = List.of();
      causeErrorsUntil = after.at().plus(ERRORS_COME_WITHIN);
    }
  }

  private void note(Effect.Noted noted, BreakerState before, Instant now) {
    if (noted.changed()) {
      lastAct = noted;
    }
    entries.add(
        new AuditEntry(
            now,
            noted.actor(),
            noted.act().name().toLowerCase(Locale.ROOT),
            id.toString(),
            noted.reason(),
            Views.word(before),
            Views.word(state),
            noted.changed() ? "done" : "no_change",
            noted.detail()));
  }

  /** A probe round does not survive a restart: that is a change like any other. */
  private void noteRestart(Journal.Row row, Instant now) {
    var before = Views.word(row.saved().lock(), row.saved().phase());
    var after = Views.word(state);
    if (!before.equals(after)) {
      var detail = "Recloser restarted during the probe; the next one is due at once";
      var who = Effect.RECLOSER;
      var target = id.toString();
      entries.add(
          new AuditEntry(now, who, "restarted", target, null, before, after, "done", detail));
    }
  }

  private void noteEngine(String action, String detail, Instant now) {
    var word = Views.word(state);
    entries.add(
        new AuditEntry(now, id.engine(), action, id.toString(), null, word, word, "done", detail));
    unsaved = true;
  }

  private Policy breakerPolicy() {
    return rules.policy().breaker();
  }

  private void noteWithheld(Effect.Withheld told, Instant now) {
    var news = withholding.add(told.suspect(), now);
    if (news != null) {
      noteEngine(news.rule(), news.text(), now);
    }
  }

  private void remind(Instant now) {
    var words = reminder.tick(state.lock(), rules.policy().manualReminder(), now);
    if (words != null) {
      noteEngine("override_forgotten", words, now);
    }
  }

  private @Nullable String shownPhase() {
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
