package dev.recloser.control;

import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Cause;
import dev.recloser.control.BreakerView.CauseView;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.control.Incident.Basis;
import dev.recloser.control.Incident.HeldTime;
import dev.recloser.control.Incident.Probes;
import dev.recloser.control.Incident.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident while it lasts. Confined to its keeper. */
final class IncidentDraft {

  final QueueId queue;
  final long number;
  final boolean observed;
  final Instant openedAt;
  Incident.State state = Incident.State.OPEN;
  @Nullable CauseView cause;
  int reopened;
  int probesFailed;
  IncidentTimeline timeline = IncidentTimeline.EMPTY;

  private final Basis start;
  private @Nullable Long waitingAtStart;
  private @Nullable Long waitingMost;
  private long heldMillis;
  private @Nullable Instant heldSince;
  private int probesReleased;
  private @Nullable Instant firstGoodAt;
  private long failedMeanwhile;
  private long diedMeanwhile;

  /** Failures of a watched breaker since it looked closed; they count when it opens again. */
  private long failedSinceQuiet;

  private long diedSinceQuiet;

  IncidentDraft(BreakerState state, QueueId queue, long number, Instant at, Activity activity) {
    this.queue = queue;
    this.number = number;
    this.observed = IncidentRules.watches(state);
    this.openedAt = at;
    this.start =
        new Basis(activity.perSecond(at), activity.failures(), activity.lastAttempts(), 0, 0);
  }

  IncidentDraft(Incident stored) {
    queue = stored.queue();
    number = stored.number();
    observed = stored.observed();
    openedAt = stored.openedAt();
    state = stored.state();
    cause = stored.cause();
    reopened = stored.reopened();
    probesFailed = stored.probes().failed();
    timeline = stored.timeline();
    start = stored.basis();
    waitingAtStart = stored.waiting().atStart();
    waitingMost = stored.waiting().most();
    heldMillis = stored.heldTime().millis();
    heldSince = stored.heldTime().since();
    probesReleased = stored.probes().released();
    firstGoodAt = stored.probes().firstGoodAt();
    failedMeanwhile = stored.basis().failedMeanwhile();
    diedMeanwhile = stored.basis().diedMeanwhile();
  }

  Incident incident(@Nullable Instant closedAt) {
    return new Incident(
        queue,
        number,
        observed,
        openedAt,
        closedAt,
        closedAt == null ? state : Incident.State.CLOSED,
        cause,
        new Waiting(waitingAtStart, waitingMost),
        new HeldTime(heldMillis, heldSince),
        reopened,
        new Probes(probesReleased, probesFailed, firstGoodAt),
        new Basis(
            start.attemptsPerSecond(),
            start.failuresSeen(),
            start.lastAttemptsSeen(),
            failedMeanwhile,
            diedMeanwhile),
        timeline);
  }

  void note(Instant at, String what, @Nullable String actor, @Nullable String detail) {
    timeline = timeline.plus(new IncidentTimeline.Entry(at, what, actor, detail));
  }

  /** The first cause stays; one from before the incident says nothing about it. */
  void cause(@Nullable Cause found) {
    if (cause == null && found != null && !found.at().isBefore(openedAt)) {
      explain(found, List.of());
    }
  }

  void explain(Cause known, List<ErrorCount> errors) {
    cause = new CauseView(known, errors, Words.cause(known, errors));
  }

  /** Returns whether it is a new most. */
  boolean waiting(@Nullable Long now) {
    if (now == null) {
      return false;
    }
    boolean first = waitingAtStart == null && waitingMost == null;
    waitingAtStart = first ? now : waitingAtStart;
    boolean more = waitingMost == null || now > waitingMost;
    waitingMost = more ? now : waitingMost;
    return more;
  }

  void released(int starts) {
    probesReleased += starts;
  }

  void good(Instant now) {
    firstGoodAt = firstGoodAt == null ? now : firstGoodAt;
  }

  void reopened() {
    reopened++;
    firstGoodAt = null;
    if (observed && heldSince == null) {
      // a breaker that acts would have stayed open: only jobs it let through told this one
      heldSince = openedAt;
      heldMillis = 0;
      failedMeanwhile += failedSinceQuiet;
      diedMeanwhile += diedSinceQuiet;
    }
  }

  /** Whether the queue is held by this incident now; returns whether that changed. */
  boolean held(boolean holds, Instant now) {
    var since = heldSince;
    if (holds == (since != null)) {
      return false;
    }
    if (since == null) {
      heldSince = now;
    } else {
      heldMillis += Math.max(0, Duration.between(since, now).toMillis());
      heldSince = null;
      failedSinceQuiet = 0;
      diedSinceQuiet = 0;
    }
    return true;
  }

  /** Failures of a watched queue, which a breaker that acts would have spared. */
  void failedMeanwhile(long failed, long died) {
    if (heldSince == null) {
      failedSinceQuiet += failed;
      diedSinceQuiet += died;
    } else {
      failedMeanwhile += failed;
      diedMeanwhile += died;
    }
  }

  /** When a watched one looked closed last. */
  Instant quietSince() {
    return openedAt.plusMillis(heldMillis);
  }
}
