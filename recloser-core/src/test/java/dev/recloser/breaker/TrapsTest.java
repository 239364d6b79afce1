package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What made other breakers flap, hang or lie: each with its test. */
class TrapsTest {

  private final Bench bench = new Bench();

  @Test
  void aLateOutcomeFromBeforeTheTripDecidesNoProbe() {
    long before = bench.state.position().period();
    bench.probing().ended(before, 50, 0);
    assertThat(bench.probe().succeeded()).isZero();

    bench.ended(before, 0, 50);
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aLateProbeOfAnEarlierRoundDecidesNothing() {
    bench.probing();
    long round = bench.state.position().period();
    bench.fail(1).after(10).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);

    bench.ended(round, 3, 0);

    assertThat(bench.probe().succeeded()).isZero();
  }

  @Test
  void attemptsAreToldApartByGrantAndStart() {
    Instant start = bench.now;
    assertThat(bench.state.periodOf(0, null)).isEqualTo(1);
    assertThat(bench.state.periodOf(0, start.minusMillis(1))).isZero();
    assertThat(bench.state.periodOf(7, start.minusMillis(1))).isEqualTo(7);

    bench.trip();
    assertThat(bench.state.periodOf(0, bench.now)).as("held: nothing ordinary starts").isZero();
    bench.send(new Event.ManualForceClose("ann", null, bench.now.plusSeconds(60)));
    assertThat(bench.state.periodOf(0, bench.now)).isEqualTo(bench.state.position().period());
  }

  @Test
  void onePoisonJobNeverOpens() {
    for (int i = 0; i < 500; i++) {
      bench.after(3).send(new Event.Outcomes(1, 0, 1, 0, 1, List.of(42L)));
    }

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void aClockThatGoesBackAnHourStopsTimeButNotTheBreaker() {
    bench.trip().observed(10, 0);
    Instant seen = bench.now;
    bench.after(-3600).tick();
    assertThat(bench.state.lastNow()).isEqualTo(seen);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);

    bench.now = seen;
    bench.after(3).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aProbeWhoseResultIsLostEndsAtItsDeadline() {
    bench.probing().observed(100, 1).ticking(59);
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);

    bench.ticking(2);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).isEqualTo(2);
    assertThat(bench.allEffects)
        .anyMatch(e ->
            e instanceof Effect.Noted n && n.detail() != null && n.detail().contains("in time"));
  }

  @Test
  void anIgnoredProbeGivesItsPermitBackAndProvesNothing() {
    bench.probing().ignored(1);
    assertThat(bench.grants()).extracting(Effect.Grant::starts).containsExactly(1);
    assertThat(bench.probe().stage()).isEqualTo(1);

    bench.succeed(1);
    assertThat(bench.probe().stage()).isEqualTo(2);
    bench.ignored(2);
    assertThat(bench.grants()).extracting(Effect.Grant::starts).containsExactly(2);
  }

  @Test
  void moreIgnoredOutcomesThanProbesGiveBackNoMoreThanWasGranted() {
    bench.probing().ignored(500);

    assertThat(bench.grants()).extracting(Effect.Grant::starts).containsExactly(1);
  }

  @Test
  void anEmptyQueueDoesNotStayOpenForEver() {
    bench.trip().observed(0, 0).after(3).tick();
    assertThat(bench.grants()).as("armed for the next job").hasSize(1);

    bench.ticking(61);

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    bench.fail(1).after(1).fail(1).after(1).fail(1);
    assertThat(bench.phase()).as("three in a row suffice now").isEqualTo(Phase.OPEN);
    assertThat(bench.state.position().cause()).extracting(Cause::rule).isEqualTo(Cause.Rule.STREAK);
  }

  @Test
  void theShortStreakHoldsOnAfterTheRampUntilTwentyOutcomes() {
    bench.trip().observed(0, 0).after(3).tick().ticking(61).ticking(16);
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.succeed(17).after(5).fail(1).after(1).fail(1).after(1).fail(1);
    assertThat(bench.phase()).as("twenty outcomes came in").isEqualTo(Phase.CLOSED);
  }

  @Test
  void aLostEngineFreezesEvidenceAndBreaksOffAProbe() {
    bench.probing().send(new Event.EngineLost());
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).isEqualTo(1);
    assertThat(bench.effects).allMatch(Effect.Noted.class::isInstance);
    bench.ticking(300);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);

    bench.observed(100, 0);
    assertThat(bench.effects.getFirst())
        .as("it may have restarted")
        .isInstanceOf(Effect.Hold.class);
    bench.tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aLostEngineStopsTheRamp() {
    bench.ramping().ticking(4);
    double limit = bench.ramp().limit();
    bench.send(new Event.EngineLost()).ticking(60).observed(100, 0).tick();

    assertThat(bench.ramp().limit()).isEqualTo(limit);
    assertThat(bench.grants().stream().mapToInt(Effect.Grant::starts).sum()).isLessThanOrEqualTo(1);
  }

  @Test
  void aRestartKeepsPositionAndReasonAndProbesAtOnceAfterABrokenRound() {
    bench.probing();
    var restored = BreakerState.restored(bench.state.saved(), bench.policy, bench.now);
    long oldRound = bench.state.position().period();

    assertThat(restored.open()).isTrue();
    assertThat(restored.openedAt()).isEqualTo(bench.state.openedAt());
    assertThat(restored.position().cause()).isEqualTo(bench.state.position().cause());
    assertThat(restored.tripCount()).isEqualTo(1);
    assertThat(restored.version()).isGreaterThan(bench.state.version());
    assertThat(restored.position().period()).isEqualTo(restored.version());
    bench.state = restored;
    bench.tick();
    assertThat(bench.phase()).as("nothing before the engine answers").isEqualTo(Phase.OPEN);
    bench.observed(100, 0);
    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
    bench.tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.state.position().period()).isGreaterThan(oldRound);
  }

  @Test
  void aRestartKeepsALockAndItsReason() {
    bench.send(new Event.ManualOpen("ann", "provider down", null));
    var restored = BreakerState.restored(bench.state.saved(), bench.policy, bench.now);

    assertThat(restored.lock()).isEqualTo(bench.state.lock());
    assertThat(restored.holds()).isTrue();
  }

  @Test
  void aClockThatWasFarAheadBeforeARestartCannotKeepItOpen() {
    bench.after(Duration.ofDays(1)).trip();
    Instant right = bench.now.minus(Duration.ofDays(1));
    var restored = BreakerState.restored(bench.state.saved(), bench.policy, right);

    assertThat(((Position.Open) restored.position()).until())
        .isBeforeOrEqualTo(right.plusSeconds(66));
  }

  @Test
  void aFailedPeriodGoesOnWithItsFirstCause() {
    bench.probing().fail(1);

    assertThat(bench.note().act()).isEqualTo(Act.OPENED);
    assertThat(bench.open().cause()).extracting(Cause::rule).isEqualTo(Cause.Rule.RATE);
  }
}
