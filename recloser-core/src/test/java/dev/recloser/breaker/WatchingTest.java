package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect.Act;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Watching that ends by itself. */
class WatchingTest {

  private final Bench bench = new Bench();
  private final Instant end = bench.now.plusSeconds(3600);

  @Test
  void watchingEndsInTheActiveModeByItself() {
    mode(Mode.OBSERVE, end);
    bench.after(3599).tick();
    assertThat(bench.state.mode()).isEqualTo(Mode.OBSERVE);

    bench.after(1).tick();

    assertThat(bench.state.mode()).isEqualTo(Mode.ACTIVE);
    assertThat(bench.state.modeUntil()).isNull();
    assertThat(bench.note())
        .isEqualTo(
            new Effect.Noted(
                Act.MODE_CHANGED,
                Effect.RECLOSER,
                "Watched long enough",
                true,
                "From observe to active"));
  }

  @Test
  void anOpeningThatWasOnlyWatchedHoldsWhenWatchingEnds() {
    mode(Mode.OBSERVE, end);
    bench.after(3598.5).trip();
    assertThat(bench.state.holds()).isFalse();

    bench.tick();

    assertThat(bench.state.mode()).isEqualTo(Mode.ACTIVE);
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.effects.getFirst()).isInstanceOf(Effect.Hold.class);
    assertThat(bench.state.openedAt()).isEqualTo(bench.now);
  }

  @Test
  void watchingWithoutAnEndGoesOn() {
    mode(Mode.OBSERVE, null);
    bench.after(1_000_000).tick();

    assertThat(bench.state.mode()).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void anotherEndIsAChangeAndTheSameEndIsNone() {
    mode(Mode.OBSERVE, end);
    mode(Mode.OBSERVE, end);
    assertThat(bench.note().changed()).isFalse();
    assertThat(bench.note().detail()).isEqualTo("The mode is observe already");

    mode(Mode.OBSERVE, null);
    assertThat(bench.note().changed()).isTrue();
    assertThat(bench.state.modeUntil()).isNull();
  }

  @Test
  void onlyWatchingHasAnEnd() {
    mode(Mode.ACTIVE, end);
    assertThat(bench.note().changed()).as("it is active already").isFalse();

    mode(Mode.OFF, end);
    assertThat(bench.state.modeUntil()).isNull();
    bench.after(3601).tick();
    assertThat(bench.state.mode()).isEqualTo(Mode.OFF);
  }

  @Test
  void aPersonMayEndItSooner() {
    mode(Mode.OBSERVE, end);
    mode(Mode.ACTIVE, null);

    assertThat(bench.state.modeUntil()).isNull();
    bench.after(3601).tick();
    assertThat(bench.effects).isEmpty();
  }

  @Test
  void theEndSurvivesARestart() {
    mode(Mode.OBSERVE, end);
    bench.state = BreakerState.restored(bench.state.saved(), bench.policy, bench.now);
    assertThat(bench.state.modeUntil()).isEqualTo(end);
    bench.after(3601).tick();
    assertThat(bench.state.mode()).as("nothing before the engine answers").isEqualTo(Mode.OBSERVE);

    bench.observed(0, 0).tick();

    assertThat(bench.state.mode()).isEqualTo(Mode.ACTIVE);
  }

  private void mode(Mode mode, @Nullable Instant until) {
    bench.send(new Event.SetMode("ann", null, mode, until));
  }
}
