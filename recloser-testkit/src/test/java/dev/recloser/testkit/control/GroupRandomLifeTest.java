package dev.recloser.testkit.control;

import static dev.recloser.testkit.control.GroupPlant.BILLING;
import static dev.recloser.testkit.control.GroupPlant.MAIL;
import static dev.recloser.testkit.control.GroupPlant.QUEUES;
import static dev.recloser.testkit.control.GroupPlant.REFUNDS;
import static dev.recloser.testkit.control.GroupPlant.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.testkit.memory.MemoryFaults.Link;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to engines, people and Recloser, a group and its queues come together again. */
class GroupRandomLifeTest {

  private static final int ACTS = 25;
  private static final Duration SETTLE = Duration.ofSeconds(14);

  private final GroupPlant plant = GroupPlant.grouped().flowing(10);

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void membersFollowTheirGroupWheneverTheirEnginesAnswer(long seed) {
    var random = new SplittableRandom(seed);
    for (int act = 0; act < ACTS; act++) {
      act(random);
      plant.run(Duration.ofMillis(random.nextInt(50, 6_000)));
    }
    plant.one.faults().link(Link.UP);
    plant.two.faults().link(Link.UP);
    plant.run(SETTLE);
    plant.command(STRIPE, new Command.HoldOpen(null));
    plant.run(Duration.ofSeconds(3));
    assertThat(QUEUES).allMatch(plant::paused);
    assertNothingStarts();
    assertThat(plant.members()).allMatch(it -> it.problem() == null);

    plant.up();
    plant.command(STRIPE, new Command.Close());
    // a ramp that failed under load goes near that load for minutes
    boolean closed =
        plant.runUntil(Duration.ofMinutes(30), () -> plant.phase(STRIPE) == Phase.CLOSED);
    plant.run(Duration.ofSeconds(3));

    assertThat(closed).isTrue();
    assertThat(QUEUES).noneMatch(plant::paused);
    assertThat(plant.members()).allMatch(it -> it.problem() == null);
  }

  private void assertNothingStarts() {
    long before = plant.startedInAll();
    plant.run(Duration.ofSeconds(5));
    assertThat(plant.startedInAll()).isEqualTo(before);
  }

  private void act(SplittableRandom random) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> plant.down();
      case 3, 4 -> plant.up();
      case 5 -> plant.one.faults().link(link(random));
      case 6 -> plant.two.faults().link(link(random));
      case 7 -> plant.crash(Duration.ofMillis(random.nextInt(1, 3_000)), GroupPlant.stripe());
      case 8 -> plant.two.foreignResume("mail");
      case 9 -> plant.one.restart();
      case 10 -> plant.broker(BILLING).foreignResume(REFUNDS.name());
      default -> {
        plant.broker(MAIL).foreignPause("mail");
        plant.run(Duration.ofMillis(random.nextInt(50, 4_000)));
        plant.broker(MAIL).foreignResume("mail");
      }
    }
  }

  private static Link link(SplittableRandom random) {
    var links = List.of(Link.UP, Link.UP, Link.DOWN, Link.HANGS, Link.HANGS_AFTER_EFFECT);
    return links.get(random.nextInt(links.size()));
  }
}
