package dev.recloser.breaker;

import dev.recloser.breaker.Effect.Act;
import dev.recloser.breaker.Position.Probing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From OPEN through a probe round: one job first, then the others, each stage with a deadline. */
final class ProbeRules {

  private ProbeRules() {}

  static void beginIfDue(Draft draft, Position.Open open) {
    if (!draft.unlocked()) {
      return;
    }
    Policy policy = draft.policy;
    Duration asked = OpenTime.shorter(open.waitTime(), policy.retryAfterMax());
    Instant latest = draft.now.plus(OpenTime.longer(OpenTime.longest(policy), asked));
    Instant until = open.until().isAfter(latest) ? latest : open.until();
    if (draft.now.isBefore(until)) {
      draft.position =
          new Position.Open(open.since(), open.period(), open.cause(), until, open.waitTime());
    } else if (draft.active() && !HealthRules.allow(draft, open)) {
      draft.position =
          new Position.Open(open.since(), open.period(), open.cause(), until, open.waitTime());
    } else if (draft.active()) {
      begin(draft, open.cause());
      draft.note(Act.PROBING, "The wait of " + Sentences.of(open.waitTime()) + " is over");
    } else {
      draft.evidence = Evidence.NONE;
      draft.close(open.cause());
      draft.note(Act.CLOSED, "Observed only: the wait is over, evidence starts anew");
    }
  }

  static void begin(Draft draft, @Nullable Cause cause) {
    Instant deadline =
        draft.now.plus(draft.policy.drainTimeout()).plus(draft.policy.probeTimeout());
    var probing = new Probing(draft.now, draft.nextVersion(), cause, 1, 0, 0, 0, 0, deadline);
    draft.position = probing;
    releaseIfDrained(draft, probing);
  }

  static void tick(Draft draft, Probing probing) {
    if (probing.released() == 0) {
      releaseIfDrained(draft, probing);
    } else if (!draft.now.isBefore(probing.deadline())) {
      deadline(draft, probing);
    }
  }

  /** Attempts from before the hold would blur the answer, so they end first; within limits. */
  static void releaseIfDrained(Draft draft, Probing probing) {
    Long withWorkers = draft.engine.withWorkers();
    Instant heldSince = draft.before.openedAt();
    Instant drained =
        (heldSince == null ? probing.since() : heldSince).plus(draft.policy.drainTimeout());
    boolean empty = withWorkers != null && withWorkers == 0;
    if (draft.engine.answers() && (empty || !draft.now.isBefore(drained))) {
      draft.position = progress(draft, probing, 1, 1, new Tally(0, 0, 0));
      draft.grant(1, true);
    }
  }

  static void ended(Draft draft, Probing probing, Event.Outcomes outcomes) {
    int unanswered =
        probing.released() - probing.succeeded() - probing.failed() - probing.ignored();
    int givenBack = Math.clamp(outcomes.ignored(), 0, Math.max(0, unanswered));
    var tally =
        new Tally(
            Counts.plus(probing.succeeded(), outcomes.succeeded()),
            Counts.plus(probing.failed(), outcomes.failed()),
            Counts.plus(probing.ignored(), givenBack));
    Policy policy = draft.policy;
    int mayFail = policy.probeJobs() - policy.probeNeed();
    if (tally.succeeded >= policy.probeNeed() && tally.failed <= mayFail) {
      succeeded(draft, tally);
    } else if (tally.failed > (probing.stage() == 1 ? 0 : mayFail)) {
      failed(draft, tally, "The probe failed: " + tally.inWords(), outcomes.retryAfter());
    } else {
      goOn(draft, probing, tally, givenBack);
    }
  }

  private static void goOn(Draft draft, Probing probing, Tally tally, int givenBack) {
    boolean secondStage = probing.stage() == 1 && tally.succeeded > 0;
    int starts = givenBack + (secondStage ? draft.policy.probeJobs() - 1 : 0);
    int released = Counts.plus(probing.released(), starts);
    if (secondStage) {
      draft.position = progress(draft, probing, 2, released, tally);
    } else {
      draft.position =
          new Probing(
              probing.since(),
              probing.period(),
              probing.cause(),
              probing.stage(),
              released,
              tally.succeeded,
              tally.failed,
              tally.ignored,
              probing.deadline());
    }
    if (starts > 0) {
      draft.grant(starts, true);
    }
  }

  private static void deadline(Draft draft, Probing probing) {
    var tally = new Tally(probing.succeeded(), probing.failed(), probing.ignored());
    Long waiting = draft.engine.waiting();
    Long withWorkers = draft.engine.withWorkers();
    boolean nothingToProbe =
        waiting != null && waiting == 0 && (withWorkers == null || withWorkers == 0);
    if (!nothingToProbe || probing.failed() > 0) {
      failed(draft, tally, "The probe gave no answer in time: " + tally.inWords(), null);
    } else if (draft.lock instanceof Lock.ForcedOpen) {
      backToHeld(draft, "No job came to probe with; the queue stays held");
    } else {
      RampRules.enter(draft, probing.cause(), Evidence.wary());
      draft.note(Act.RAMPING, "No job came to probe with; three failures in a row open again");
    }
  }

  private static void succeeded(Draft draft, Tally tally) {
    if (draft.lock instanceof Lock.ForcedOpen) {
      backToHeld(draft, "It would work: " + tally.inWords() + "; the queue stays held as ordered");
    } else {
      RampRules.enter(draft, draft.position.cause(), Evidence.NONE);
      draft.note(Act.RAMPING, "The probe succeeded: " + tally.inWords());
    }
  }

  private static void failed(Draft draft, Tally tally, String detail, @Nullable Duration asked) {
    if (draft.lock instanceof Lock.ForcedOpen) {
      backToHeld(draft, detail + "; the queue stays held as ordered");
      return;
    }
    draft.tripCount = Counts.plus(draft.tripCount, 1);
    Cause first = draft.position.cause();
    Duration waitTime = draft.open(first != null ? first : tally.cause(draft.now), asked);
    draft.note(Act.OPENED, detail + "; next probe in " + Sentences.of(waitTime));
  }

  private static void backToHeld(Draft draft, String detail) {
    draft.openDueNow(draft.position.cause());
    draft.note(Act.PROBE_NOW, detail);
  }

  private static Probing progress(
      Draft draft, Probing probing, int stage, int released, Tally tally) {
    return new Probing(
        probing.since(),
        probing.period(),
        probing.cause(),
        stage,
        released,
        tally.succeeded,
        tally.failed,
        tally.ignored,
        draft.now.plus(draft.policy.probeTimeout()));
  }

  /** How the probes of a round ended so far. */
  private record Tally(int succeeded, int failed, int ignored) {

    String inWords() {
      String words = succeeded + " succeeded, " + failed + " failed";
      return ignored == 0 ? words : words + ", " + ignored + " told nothing";
    }

    Cause cause(Instant now) {
      int total = Counts.plus(succeeded, failed);
      return new Cause(Cause.Rule.PROBE_FAILED, failed, total, Duration.ZERO, failed, now);
    }
  }
}
