package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect.Act;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The health probe as a gate in front of the probe with jobs. It is asked every five seconds. */
class HealthGateTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Bench bench = new Bench();

  @BeforeEach
  void withHealthProbe() {
    bench.policy = PolicyParts.with(p -> p.healthInterval = INTERVAL);
  }

  @Test
  void twoGoodAnswersInARowLetTheProbeBegin() {
    bench.trip().observed(100, 0);
    healthy().after(3).tick();
    assertThat(bench.phase()).as("one is not enough").isEqualTo(Phase.OPEN);

    healthy();
    assertThat(bench.phase()).as("the wait counts too").isEqualTo(Phase.OPEN);
    bench.tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.grants()).hasSize(1);
  }

  @Test
  void goodAnswersAloneDoNotShortenTheWait() {
    bench.trip().observed(100, 0);
    healthy().send(new Event.HealthProbe(true)).send(new Event.HealthProbe(true));
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);

    bench.after(1.7).tick();

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void withoutAnAnswerNoJobIsLetThrough() {
    bench.trip().observed(100, 0).ticking(30);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void aRecoveryEndsTheWaitAtOnce() {
    longWait();
    sick().after(5);
    healthy();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);

    bench.after(5);
    healthy();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(bench.note())
        .isEqualTo(
            new Effect.Noted(
                Act.PROBING,
                Effect.RECLOSER,
                null,
                true,
                "The health probe succeeded 2 times in a row"));
    assertThat(bench.grants()).hasSize(1);
  }

  @Test
  void aBadAnswerBetweenGoodOnesCutsTheRow() {
    longWait();
    sick();
    healthy();
    sick();
    healthy();

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void aBadAnswerMovesTheNextProbeToTheNextAnswer() {
    bench.trip().observed(100, 0).after(1);
    sick();

    assertThat(bench.state.nextProbeAt()).isEqualTo(bench.now.plus(INTERVAL));
  }

  @Test
  void aBadAnswerNeverShortensTheWait() {
    longWait();
    var due = bench.state.nextProbeAt();
    sick();

    assertThat(bench.state.nextProbeAt()).isEqualTo(due);
  }

  @Test
  void aRecoveryWhileTheEngineIsAwayWaitsForIt() {
    longWait();
    sick().send(new Event.EngineLost());
    healthy();
    healthy();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);

    bench.after(70).observed(100, 0).tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aBadAnswerBeforeTheFirstJobBreaksTheRoundOffWithoutALongerWait() {
    bench.trip().observed(100, 4);
    healthy();
    healthy().after(3).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);

    sick();

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.state.tripCount()).isEqualTo(1);
    assertThat(bench.note().detail())
        .isEqualTo("The health probe failed before a job was let through");
    bench.observed(100, 0).tick();
    assertThat(bench.phase()).as("it is asked anew").isEqualTo(Phase.OPEN);
    healthy();
    healthy();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aGoodAnswerChangesNothingInARound() {
    bench.trip().observed(100, 4);
    healthy();
    healthy().after(3).tick();
    var before = bench.state;
    healthy();

    assertThat(bench.state).isEqualTo(before);
  }

  @Test
  void onceAJobIsLetThroughTheJobDecides() {
    bench.trip().observed(100, 0);
    healthy();
    healthy().after(3).tick();
    sick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    bench.succeed(1).succeed(2);
    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
  }

  @Test
  void aProbeThatAPersonOrderedIsNotBrokenOff() {
    bench.trip().observed(100, 4);
    sick().send(new Event.ProbeNow("ann", "try"));
    sick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  /** Ten times 66 s. The first wait is over long before. */
  @Test
  void invariant16AHealthProbeThatIsBrokenItselfHoldsNoLongerThanTenLongestWaits() {
    bench.trip().observed(100, 0);
    Instant end = bench.now.plusSeconds(660);
    while (bench.now.plusSeconds(5).isBefore(end)) {
      bench.after(4.9).tick();
      sick();
      assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    }
    bench.now = end;

    sick().tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aProbeAgainstTheWordOfTheHealthProbeIsNotBrokenOffByIt() {
    bench.trip().observed(100, 0).after(661);
    bench.observed(100, 4).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);

    sick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.recloser.breaker.RandomLife#seeds")
  void invariant16WhateverTheHealthProbeSaysOpenEndsWithinTenLongestWaits(long seed) {
    var life = new RandomLife(seed);
    life.policyChanges = false;
    life.policy =
        seed % 2 == 0 ? bench.policy : RandomPolicies.withHealth(life.policy, life.random);
    life.live(happened -> {
      BreakerState after = happened.after();
      boolean free = after.lock() instanceof Lock.None && !after.masked();
      if (after.position() instanceof Position.Open open
          && open.period() != happened.before().position().period()
          && free
          && after.engine().answers()) {
        assertThat(afterAnswers(after, open, life).position().period()).isNotEqualTo(open.period());
      }
    });
  }

  /** Answers of all kinds and ticks, until the longest time is over. */
  private static BreakerState afterAnswers(BreakerState from, Position.Open open, RandomLife life) {
    Instant end = from.lastNow().plus(DecisionPropertiesTest.longestOpen(open, life.policy));
    long pause = Math.max(1000, Duration.between(from.lastNow(), end).toMillis() / 50);
    BreakerState state = from;
    for (Instant t = from.lastNow(); t.isBefore(end); t = t.plusMillis(pause)) {
      state = Breaker.step(state, new Event.HealthProbe(life.chance(10)), life.policy, t).state();
      state = Breaker.step(state, new Event.Tick(), life.policy, t).state();
    }
    state = Breaker.step(state, new Event.HealthProbe(false), life.policy, end).state();
    return Breaker.step(state, new Event.Tick(), life.policy, end).state();
  }

  @Test
  void onlyAnOpenBreakerThatDecidesByItselfListens() {
    assertIgnored(bench);
    bench.send(new Event.MainOpened());
    assertIgnored(bench);
    bench.send(new Event.MainClosed(bench.now)).tick().trip();
    bench.send(new Event.ManualOpen("ann", null, null));
    assertIgnored(bench);
    bench.send(new Event.ManualClose("ann", null));
    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertIgnored(bench);
    bench.send(new Event.SetMode("ann", null, Mode.OBSERVE)).trip();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertIgnored(bench);
  }

  @Test
  void withoutAHealthProbeInThePolicyAnswersSayNothing() {
    bench.policy = Policy.DEFAULTS;
    bench.trip();

    assertIgnored(bench);
  }

  private void assertIgnored(Bench bench) {
    for (boolean healthy : new boolean[] {true, false}) {
      var before = bench.state;
      bench.send(new Event.HealthProbe(healthy));
      assertThat(bench.state).isEqualTo(before);
      assertThat(bench.effects).isEmpty();
    }
  }

  /** Open with a wait of a minute. */
  private void longWait() {
    bench.policy =
        PolicyParts.with(p -> {
          p.healthInterval = INTERVAL;
          p.baseOpen = Duration.ofMinutes(1);
        });
    bench.trip().observed(100, 0);
  }

  private Bench healthy() {
    return bench.send(new Event.HealthProbe(true));
  }

  private Bench sick() {
    return bench.send(new Event.HealthProbe(false));
  }
}
