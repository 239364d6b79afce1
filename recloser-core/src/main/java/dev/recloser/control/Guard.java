package dev.recloser.control;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Policy;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.GateView;
import dev.recloser.engine.QueueSample;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.QueuePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue under guard: its breaker, its gate, and what is remembered to show and explain them.
 *
 * <p>Only the collector's thread changes it. Its methods are synchronized because pages read
 * details and history from request threads, also while the collector waits for a slow engine; no
 * method does I/O, so nobody waits for long.
 */
final class Guard {

  private final QueueId id;
  private final Gate gate;
  private final GateOrders orders;
  private final OutcomeTally tally = new OutcomeTally();
  private final Rates rates = new Rates();
  private final Past past = new Past();
  private final Activity activity;
  private final IncidentKeeper incidents;
  private final ProbeRounds probes = new ProbeRounds();
  private final AuditNotes notes;
  private final HealthWatch health;
  private final Withholding withholding = new Withholding();
  private final Reminder reminder = new Reminder();
  private final Wedge wedge = new Wedge();
  private PolicyBook.Resolved rules;
  private BreakerState state;
  private final CauseErrors causeErrors = new CauseErrors(tally.failures());
  private @Nullable QueueSample sample;
  private Instant sampledAt = Instant.EPOCH;
  private Effect.@Nullable Noted lastAct;
  private boolean unsaved;

  /**
   * What a guard's view needs beside what it knows.
   *
   * @param members the queues of this group; null when it is none
   */
  record Context(boolean stale, EngineInfo engine, @Nullable List<QueueView.Member> members) {}

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
    this.orders = new GateOrders(id, gate);
    this.activity = new Activity(now);
    this.incidents = new IncidentKeeper(id, activity);
    this.notes = new AuditNotes(id);
    if (row == null) {
      state = BreakerState.fresh(id.toString(), Mode.ACTIVE, now);
    } else {
      state = BreakerState.restored(row.saved(), breakerPolicy(), now);
      causeErrors.restore(row.causeErrors());
      notes.restarted(row.saved(), state, now);
    }
    past.phase(Views.shownPhase(state), now);
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

  synchronized Instant sampledAt() {
    return sampledAt;
  }

  /** The group whose breaker decides instead of this one; null when there is none. */
  synchronized @Nullable Group group() {
    return orders.group();
  }

  /** Joins a group, leaves it, or neither. Its own breaker goes on from where the group stood. */
  synchronized void guardedBy(@Nullable Group group, Instant now) {
    var last = group();
    if (group == last) {
      return;
    }
    var before = Views.word(state);
    var name = group == null ? last == null ? "" : last.name() : group.name();
    incidents.handOver(now, "joined_group", name);
    orders.obey(group, now);
    follow(now);
    if (group == null) {
      state = BreakerState.restored(state.saved(), breakerPolicy(), now);
    }
    causeErrors.note(null, null); // those of another breaker's trip
    var after = Views.word(state);
    notes.recloser(group == null ? "left_group" : "joined_group", before, after, name, now);
    unsaved = true;
  }

  /** Stands where its group stands and passes its orders to the gate; each turn. */
  synchronized void follow(Instant now) {
    var follower = orders.follower();
    if (follower == null) {
      return;
    }
    var before = state;
    state = follower.mirrored(state);
    if (state.version() != before.version()) {
      past.phase(Views.shownPhase(state), now);
      unsaved = true;
    }
    unsaved |= follower.obey(gate, now);
  }

  /** The queue as a member of this group; null when it is none or was not sampled. */
  synchronized @Nullable Member member(Group group, GateOrders.Support support) {
    return sample == null ? null : orders.member(group, sample, sampledAt, support);
  }

  /** It is gone for good: ends what began. */
  synchronized void retire(Instant now) {
    incidents.handOver(now, "group_deleted", null);
    state = BreakerState.fresh(id.toString(), Mode.ACTIVE, now);
    unsaved = true;
  }

  /** Whether its gate must be shut. */
  synchronized boolean holds() {
    return orders.holds(state);
  }

  /**
   * Lets the breaker decide on one event; false when a person's command changed nothing, and when a
   * group decides.
   */
  synchronized boolean apply(Event event, Instant now) {
    if (orders.follower() != null) {
      return false;
    }
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
          notes.add(noted, before, state, now);
          changed = noted.changed();
          lastAct = changed ? noted : lastAct;
        }
      }
    }
    incidents.after(before, event, step, now);
    if (state.version() != before.version()) {
      unsaved = true;
      past.phase(Views.shownPhase(state), now);
      probes.add(before.position(), event, state.position(), tally.failures(), now);
      causeErrors.note(before.position().cause(), state.position().cause());
    }
    return changed;
  }

  /** A quarter second passed: asks for health, recalls what was forgotten, lets the breaker act. */
  synchronized void tick(Instant now) {
    if (orders.follower() != null) {
      return;
    }
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
    var follower = orders.follower();
    if (follower != null) {
      follower.forward(reports);
    }
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
    boolean enforces = rules.policy().enforceHold();
    var finding = orders.observe(state, enforces, reconnected, seen.gate(), now);
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
    return orders.work(state, now);
  }

  synchronized Effect.@Nullable Grant takeGrant(Instant now) {
    return orders.takeGrant(now);
  }

  synchronized String sendHold() {
    return orders.sendHold(state);
  }

  synchronized void held(GateView view, Instant now) {
    orders.held(view, now);
  }

  synchronized void released(GateView view, Instant now) {
    orders.released(view, now);
    unsaved = true;
  }

  /** Whether the row must be written; looks whether the errors of the last trip are complete. */
  synchronized boolean unsaved(Instant now) {
    var cause = state.position().cause();
    if (causeErrors.complete(cause, now)) {
      incidents.explained(cause, causeErrors.of(cause));
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
    return notes.entries();
  }

  /** The row and the entries are on disk. */
  synchronized void saved() {
    unsaved = false;
    notes.written();
    incidents.saved();
  }

  synchronized @Nullable QueueView view(Context context, Instant now) {
    return sample == null
        ? null
        : new QueueView(
            id,
            sample,
            sampledAt,
            context.stale(),
            gate.view(holds()),
            rates.perSecond(),
            Views.evidence(state),
            past.series(now),
            Views.window(state, breakerPolicy(), now),
            new QueueView.Signs(
                gate.contested(now),
                wedge.wedged(now) && !holds(),
                Views.unprotected(state, context.engine())),
            breakerView(now),
            new QueueView.Grouping(orders.groupName(), context.members()));
  }

  synchronized QueueView.@Nullable Detail detail(Context context, Instant now) {
    var view = view(context, now);
    return view == null
        ? null
        : new QueueView.Detail(
            view,
            breakerPolicy(),
            Views.rules(state, breakerPolicy(), now),
            probes.newest(),
            tally.failures().lastHour(now, 10),
            context.engine().notes());
  }

  synchronized BreakerView breakerView(Instant now) {
    var beside = new Views.Beside(gate.foreign(), causeErrors(), lastAct, withholding.now(now));
    return Views.breaker(state, breakerPolicy(), beside);
  }

  synchronized History history(Instant now, Duration back) {
    return past.history(now, back);
  }

  private List<ErrorCount> causeErrors() {
    return causeErrors.of(state.position().cause());
  }

  private void noteEngine(String action, String detail, Instant now) {
    notes.engine(action, detail, state, now);
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
}
