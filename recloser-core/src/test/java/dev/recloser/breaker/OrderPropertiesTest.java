package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.RandomLife.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariants of time, versions, locks, the main breaker and the gate. Numbers: docs/breaker.md. */
class OrderPropertiesTest {

  private static final String SEEDS = "dev.recloser.breaker.RandomLife#seeds";

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant1AStepIsPureAndDeterministic(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      String before = life.chance(5) ? happened.before().toString() : "";
      Step again = Breaker.step(happened.before(), happened.event(), life.policy, happened.at());

      assertThat(again).isEqualTo(happened.step());
      if (!before.isEmpty()) {
        assertThat(happened.before().toString()).isEqualTo(before);
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant2AClockThatGoesBackStandsStill(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      Instant last = happened.before().lastNow();
      assertThat(happened.after().lastNow()).isAfterOrEqualTo(last);
      if (happened.at().isBefore(last)) {
        assertThat(Breaker.step(happened.before(), happened.event(), life.policy, last))
            .isEqualTo(happened.step());
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant3TheVersionGrowsWithEveryTransitionAndNeverFalls(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          BreakerState before = happened.before();
          BreakerState after = happened.after();
          boolean moved =
              before.position().phase() != after.position().phase()
                  || before.position().period() != after.position().period()
                  || !before.lock().equals(after.lock())
                  || before.mode() != after.mode()
                  || before.masked() != after.masked();
          assertThat(after.version()).isGreaterThanOrEqualTo(before.version());
          assertThat(after.version() > before.version() || !moved).isTrue();
          assertThat(after.position().period()).isLessThanOrEqualTo(after.version());
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant4AForcedOpenBreakerHolds(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          BreakerState after = happened.after();
          if (after.mode() == Mode.ACTIVE && after.lock() instanceof Lock.ForcedOpen) {
            assertThat(after.open()).isTrue();
            assertThat(after.holds()).isTrue();
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant5AForcedClosedBreakerFlowsUnlessMasked(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          BreakerState after = happened.after();
          if (after.lock() instanceof Lock.ForcedClosed && !after.masked()) {
            assertThat(after.open()).isFalse();
            assertThat(after.holds()).isFalse();
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant6AutomationNeverRemovesAnUnlimitedLock(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          boolean unlimited =
              happened.before().lock() instanceof Lock.ForcedOpen forced && forced.until() == null;
          boolean ordered =
              switch (happened.event()) {
                case Event.ManualOpen _, Event.ManualClose _, Event.ManualForceClose _ -> true;
                default -> false;
              };
          if (unlimited && !ordered) {
            assertThat(happened.after().lock()).isEqualTo(happened.before().lock());
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant20AGateChangeIsExactlyOneGateEffectInTheSameStep(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          boolean holds = happened.after().holds();
          List<Effect> gates =
              happened.step().effects().stream().filter(RandomLife::isGate).toList();
          assertThat(gates).hasSizeLessThanOrEqualTo(1);
          assertThat(gates).allMatch(gate -> holds == gate instanceof Effect.Hold);
          if (holds != happened.before().holds()) {
            assertThat(gates).hasSize(1);
          }
          if (!gates.isEmpty()) {
            assertThat(happened.step().effects()).startsWith(gates.getFirst());
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void outsideTheActiveModeTheEngineIsNeverTouchedExceptToFlow(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          if (happened.after().mode() != Mode.ACTIVE) {
            assertThat(happened.step().effects())
                .noneMatch(e -> e instanceof Effect.Hold || e instanceof Effect.Grant);
            assertThat(happened.after().holds()).isFalse();
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant22TheMainBreakerLeavesTheRowAsItWasButForTimersAndVersion(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      BreakerState state = happened.after();
      boolean comparable =
          !state.masked()
              && !(state.position() instanceof Position.Probing)
              && state.lock() instanceof Lock.None
              && state.engine().answers();
      if (comparable) {
        assertSameRow(state, maskedForAMinute(state, life.policy), life.policy);
      }
    });
  }

  private static BreakerState maskedForAMinute(BreakerState state, Policy policy) {
    Instant from = state.lastNow();
    Instant to = from.plusSeconds(60);
    BreakerState open = Breaker.step(state, new Event.MainOpened(), policy, from).state();
    open = Breaker.step(open, new Event.Observed(0L, 0L), policy, from.plusSeconds(30)).state();
    open = Breaker.step(open, new Event.Tick(), policy, from.plusSeconds(45)).state();
    return Breaker.step(open, new Event.MainClosed(to), policy, to).state();
  }

  private static void assertSameRow(BreakerState before, BreakerState masked, Policy policy) {
    assertThat(masked.lock()).isEqualTo(before.lock());
    assertThat(masked.tripCount()).isEqualTo(before.tripCount());
    assertThat(masked.episode()).isEqualTo(before.episode());
    assertThat(masked.rampCeiling()).isEqualTo(before.rampCeiling());
    assertThat(masked.evidence()).isEqualTo(before.evidence());
    assertThat(masked.position().period()).isEqualTo(before.position().period());
    assertThat(masked.position().cause()).isEqualTo(before.position().cause());
    if (before.position() instanceof Position.Open open) {
      assertThat(((Position.Open) masked.position()).until())
          .isEqualTo(open.until().plusSeconds(60));
    } else if (before.position() instanceof Position.Ramping ramping) {
      assertThat(masked.position()).isEqualTo(RampRules.later(ramping, Duration.ofSeconds(60)));
    } else {
      BreakerState after = Breaker.step(masked, new Event.Tick(), policy, masked.lastNow()).state();
      assertThat(after.position().phase()).isEqualTo(before.position().phase());
      assertThat(after.evidence()).isEqualTo(before.evidence());
      assertThat(after.holds()).isFalse();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant24OfTwoOrdersThatSawTheSameVersionOneWins(long seed) {
    var life = new RandomLife(seed);
    life.live(happened -> {
      BreakerState seen = happened.after();
      Event.ManualOpen order = new Event.ManualOpen("bob", null, seen.lastNow().plusNanos(7));
      BreakerState first = Breaker.step(seen, order, life.policy, seen.lastNow()).state();

      assertThat(seen.isAt(seen.version())).isTrue();
      assertThat(first.isAt(seen.version())).isFalse();
      assertThat(first.isAt(null)).isTrue();
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource(SEEDS)
  void invariant29TheTwoStateAnswerIsClosedExactlyWhileOrdinaryJobsMayStart(long seed) {
    var gateIsShut = new boolean[1];
    new RandomLife(seed)
        .live(happened -> {
          for (Effect effect : happened.step().effects()) {
            if (RandomLife.isGate(effect)) {
              gateIsShut[0] = effect instanceof Effect.Hold;
            }
          }
          BreakerState after = happened.after();
          boolean mayStart = !gateIsShut[0] || grantsOrdinaryStarts(after);
          assertThat(after.open()).isEqualTo(!mayStart);
          assertThat(grantedOrdinary(happened) && after.open()).isFalse();
          assertThat(after.openedAt() != null || !after.open()).isTrue();
        });
  }

  private static boolean grantsOrdinaryStarts(BreakerState state) {
    return state.grants() && state.position() instanceof Position.Ramping;
  }

  private static boolean grantedOrdinary(Happened happened) {
    return happened.step().effects().stream()
        .anyMatch(effect -> effect instanceof Effect.Grant grant && !grant.probe());
  }
}
