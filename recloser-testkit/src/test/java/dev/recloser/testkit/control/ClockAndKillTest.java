package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Phase;
import dev.recloser.control.BreakerView;
import dev.recloser.control.Command;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In each phase Recloser is killed, and the clock set back or forward by an hour before it is back.
 * (While it runs, its clock does not follow a jump.)
 */
class ClockAndKillTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(2);

  /** An outage that brings the breaker into a phase and leaves it there for a while. */
  enum Stage {
    OPEN,
    PROBING,
    RAMPING,
    HELD_OPEN;

    void reach(Plant plant) {
      plant.down();
      until(plant, () -> plant.phase() == Phase.OPEN);
      switch (this) {
        case OPEN -> plant.run(Duration.ofMillis(500));
        case PROBING -> {
          plant.workers.freeze();
          until(plant, () -> plant.phase() == Phase.PROBING);
        }
        case RAMPING -> {
          plant.up();
          until(plant, () -> plant.phase() == Phase.RAMPING);
        }
        case HELD_OPEN -> {
          plant.command(new Command.HoldOpen(null), null);
          plant.run(SOON);
        }
      }
    }

    private static void until(Plant plant, BooleanSupplier holds) {
      assertThat(plant.runUntil(Duration.ofMinutes(2), holds)).isTrue();
    }
  }

  static Stream<Arguments> everything() {
    return Stream.of(Stage.values())
        .flatMap(stage ->
            Stream.of(HOUR.negated(), Duration.ZERO, HOUR).map(jump -> Arguments.of(stage, jump)));
  }

  @ParameterizedTest(name = "{0}, clock {1}")
  @MethodSource("everything")
  void positionsHoldAndTheQueueComesBack(Stage stage, Duration jump) {
    var plant = new Plant().flowing();
    stage.reach(plant);
    var before = plant.mail().breaker();
    long started = plant.workers.started();

    plant.broker.clock().jump(jump);
    plant.crash(SOON);
    plant.run(SOON);

    var after = plant.mail().breaker();
    assertThat(after.lock()).isEqualTo(before.lock());
    assertThat(after.reason()).as("why").isEqualTo(before.reason());
    if (stage == Stage.RAMPING) {
      assertThat(after.phase()).isIn(Phase.RAMPING, Phase.CLOSED);
    } else {
      assertThat(after.open()).isTrue();
      assertThat(after.episode()).isEqualTo(before.episode());
      assertThat(opening(after)).isEqualTo(opening(before));
      assertThat(plant.mail().pause().observed()).isTrue();
      assertThat(plant.workers.started() - started).as("probes alone").isLessThanOrEqualTo(2);
    }

    plant.workers.thaw();
    plant.up();
    if (stage == Stage.HELD_OPEN) {
      plant.run(Duration.ofMinutes(5));
      assertThat(plant.mail().pause().observed()).as("a person's order has no end").isTrue();
      plant.command(new Command.Close(), null);
    }
    assertThat(plant.runUntil(Duration.ofMinutes(5), () -> plant.phase() == Phase.CLOSED)).isTrue();
    assertThat(plant.mail().sample().counts().dead()).isZero();
  }

  private static String opening(BreakerView breaker) {
    return Objects.requireNonNull(breaker.openedAt())
        + " "
        + Objects.requireNonNull(breaker.cause()).cause();
  }
}
