package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect.Act;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the audit log says of each act, and that the state is what it says. */
class NotesTest {

  private final Bench bench = new Bench();

  @Test
  void theWayFromTripToFlow() {
    bench.trip().observed(100, 0).after(3).tick();
    assertNoted(Act.PROBING, "The wait of " + Sentences.of(firstWait()) + " is over");

    bench.succeed(1).succeed(2);
    assertNoted(Act.RAMPING, "The probe succeeded: 3 succeeded, 0 failed");

    bench.observed(0, 0).ticking(15);
    bench.effects = bench.allEffects;
    assertNoted(Act.CLOSED, "The limit of 1 starts per second held nothing back for 2 steps");
  }

  @Test
  void aProbeThatToldNothingIsCounted() {
    bench.probing().ignored(1).fail(1);

    assertThat(bench.note().detail())
        .startsWith("The probe failed: 0 succeeded, 1 failed, 1 told nothing; next probe in ");
  }

  @Test
  void aRoundWithoutJobs() {
    bench.trip().observed(0, 0).after(3).tick().ticking(60);

    assertNoted(Act.RAMPING, "No job came to probe with; three failures in a row open again");
  }

  @Test
  void aRoundWithoutJobsUnderAHold() {
    hold(null);
    bench.observed(0, 0).send(new Event.ProbeNow("ann", null)).after(60).tick();

    assertNoted(Act.PROBE_NOW, "No job came to probe with; the queue stays held");
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).isZero();
  }

  @Test
  void aFailedRoundUnderAHold() {
    hold(null);
    bench.observed(9, 0).send(new Event.ProbeNow("ann", null)).fail(1);

    assertNoted(
        Act.PROBE_NOW, "The probe failed: 0 succeeded, 1 failed; the queue stays held as ordered");
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void aHoldThatEnds() {
    hold(bench.now.plusSeconds(9));
    assertOrdered(Act.HELD_OPEN, true, "Held until 2026-03-01T10:00:09Z");
    long episode = bench.state.episode();
    bench.observed(9, 0).after(9).tick();

    assertNoted(Act.LOCK_EXPIRED, "The hold by ann is over; probing");
    assertThat(bench.state.lock()).isEqualTo(Lock.NONE);
    assertThat(bench.state.episode()).isEqualTo(episode + 1);
  }

  @Test
  void aHoldThatEndsWhileOnlyWatching() {
    bench.trip();
    bench.send(new Event.SetMode("ann", null, Mode.OBSERVE));
    hold(bench.now.plusSeconds(9));
    bench.after(9).tick();

    assertNoted(Act.LOCK_EXPIRED, "The hold by ann is over");
    assertThat(bench.state.lock()).isEqualTo(Lock.NONE);
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.position().since()).isEqualTo(bench.now);
  }

  @Test
  void holdsAndReleases() {
    hold(null);
    assertOrdered(Act.HELD_OPEN, true, "Held until released");
    hold(null);
    assertOrdered(Act.HELD_OPEN, false, "Already held by ann");
    release();
    assertOrdered(Act.RELEASED, true, "Runs again at a rising rate");
    bench.send(new Event.MainOpened());
    release();
    assertOrdered(Act.RELEASED, false, "Only the main breaker holds it");
  }

  @Test
  void aHoldDuringARoundBreaksItOff() {
    bench.probing();
    hold(null);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.asked(Effect.Hold.class)).as("unused starts are withdrawn").isTrue();
  }

  @Test
  void aReleaseWhileOnlyWatchingCloses() {
    bench.trip();
    bench.send(new Event.SetMode("ann", null, Mode.OBSERVE));
    release();

    assertOrdered(Act.RELEASED, true, "Closed");
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.position().cause()).isNull();
  }

  @Test
  void forcedFlow() {
    Instant until = bench.now.plusSeconds(60);
    forceFlow(until);
    assertOrdered(Act.FORCED_CLOSED, true, "Runs without protection until 2026-03-01T10:01:00Z");
    long version = bench.state.version();
    forceFlow(until);
    assertOrdered(Act.FORCED_CLOSED, false, "Already forced by ann");
    assertThat(bench.state.version()).isEqualTo(version);
    forceFlow(until.plusSeconds(1));
    assertOrdered(Act.FORCED_CLOSED, true, "Runs without protection until 2026-03-01T10:01:01Z");

    bench.after(61).tick();
    assertNoted(Act.LOCK_EXPIRED, "The forced flow by ann is over; protected again");
    assertThat(bench.state.lock()).isEqualTo(Lock.NONE);
    assertThat(bench.state.position().since()).as("stable from now on").isEqualTo(bench.now);
  }

  @Test
  void releasingForcedFlowStartsWithNoEvidence() {
    forceFlow(bench.now.plusSeconds(60));
    bench.fail(30).after(3).fail(30);
    release();

    assertOrdered(Act.RELEASED, true, "Runs on, protected again");
    assertThat(bench.state.evidence()).isEqualTo(Evidence.NONE);
    assertThat(bench.state.position().since()).isEqualTo(bench.now);
  }

  @Test
  void whyThereIsNoProbeNow() {
    assertNoProbe("Jobs run, so there is nothing to probe");
    bench.trip().observed(100, 0);
    bench.send(new Event.EngineLost());
    assertNoProbe("The engine does not answer");
    bench.observed(100, 0).send(new Event.MainOpened());
    assertNoProbe("The main breaker holds every queue");
    bench.send(new Event.SetMode("ann", null, Mode.OBSERVE));
    assertNoProbe("The mode is observe: nothing is held, so nothing to probe");
  }

  @Test
  void aSecondProbeNowIsRefused() {
    bench.probing();
    assertNoProbe("A probe is running");
  }

  @Test
  void whatTheEngineAndTheMainBreakerBreakOff() {
    bench.probing().send(new Event.EngineLost());
    assertNoted(
        Act.OPENED, "The engine stopped answering during the probe; probes when it is back");

    bench.observed(100, 0).tick();
    bench.send(new Event.MainOpened());
    assertNoted(Act.OPENED, "The main breaker opened during the probe; probes again after it");
  }

  @Test
  void theTurnAfterTheMainBreaker() {
    bench.observed(100, 0).send(new Event.MainOpened());
    bench.send(new Event.MainClosed(bench.now)).tick();

    assertNoted(Act.RAMPING, "The main breaker closed and it is this queue's turn");
  }

  /** Else the queue would run for one tick before the probe. */
  @Test
  void aHoldThatEndedUnderTheMainBreakerGoesOnInProbing() {
    hold(bench.now.plusSeconds(9));
    bench.observed(100, 0).send(new Event.MainOpened());
    bench.after(20).send(new Event.MainClosed(bench.now)).tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.asked(Effect.Flow.class)).isFalse();
  }

  /** The expiry must come first: a forced flow that is over leaves a backlog for a ramp. */
  @Test
  void aForcedFlowThatEndedUnderTheMainBreakerGoesOnInARamp() {
    forceFlow(bench.now.plusSeconds(9));
    bench.observed(100, 0).send(new Event.MainOpened());
    bench.after(20).send(new Event.MainClosed(bench.now)).tick();

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.asked(Effect.Flow.class)).isFalse();
  }

  @Test
  void watchingThatLooksClosedAgain() {
    bench.send(new Event.SetMode("ann", null, Mode.OBSERVE));
    assertOrdered(Act.MODE_CHANGED, true, "From active to observe");
    bench.trip();
    assertThat(bench.note().detail()).contains("; observed only; looks closed again in ");
    bench.after(3).tick();

    assertNoted(Act.CLOSED, "Observed only: the wait is over, evidence starts anew");
  }

  private void hold(@Nullable Instant until) {
    bench.send(new Event.ManualOpen("ann", "down", until));
  }

  private void release() {
    bench.send(new Event.ManualClose("ann", "up"));
  }

  private void forceFlow(Instant until) {
    bench.send(new Event.ManualForceClose("ann", "urgent", until));
  }

  private java.time.Duration firstWait() {
    return OpenTime.of(bench.state.id(), 1, 1, bench.policy);
  }

  private void assertNoProbe(String detail) {
    bench.send(new Event.ProbeNow("ann", null));
    assertOrdered(Act.PROBE_NOW, false, detail);
  }

  private void assertOrdered(Act act, boolean changed, String detail) {
    assertThat(bench.note().act()).isEqualTo(act);
    assertThat(bench.note().actor()).isEqualTo("ann");
    assertThat(bench.note().changed()).isEqualTo(changed);
    assertThat(bench.note().detail()).isEqualTo(detail);
  }

  private void assertNoted(Act act, String detail) {
    assertThat(bench.note()).isEqualTo(new Effect.Noted(act, Effect.RECLOSER, null, true, detail));
  }
}
