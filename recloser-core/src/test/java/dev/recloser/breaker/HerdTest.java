package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backlog after an outage of half an hour must not become the next outage. */
class HerdTest {

  private static final int CAPACITY = 80;

  private final SmallWorld world = new SmallWorld();

  @Test
  void anOutageCostsFewAttempts() {
    outage();

    assertThat(world.backlog()).isGreaterThan(89_000);
    assertThat(world.failedAttempts).isLessThan(150);
  }

  @ParameterizedTest(name = "too many starts fail all calls: {0}")
  @ValueSource(booleans = {true, false})
  void aDependencyThatComesBackWeakIsNotKnockedOver(boolean cliff) {
    world.cliff = cliff;
    outage();
    comesBack(CAPACITY);

    world.run(Duration.ofMinutes(3));
    for (int minute = 3; minute < 60; minute++) {
      int before = world.succeeded;
      world.run(Duration.ofMinutes(1));
      assertThat(world.succeeded - before).as("minute %d", minute).isGreaterThan(60 * 40);
    }

    assertThat(world.opened).isLessThanOrEqualTo(3);
    assertThat(world.mostStartsPerSecond).isLessThanOrEqualTo(CAPACITY * 12 / 10);
  }

  @Test
  void longJobsDoNotLetTheRiseRunAheadOfItsResults() {
    world.runMillis = 20_000;
    world.workers = 3000;
    outage();
    comesBack(CAPACITY);

    world.run(Duration.ofHours(1));

    assertThat(world.opened).isLessThanOrEqualTo(3);
  }

  @Test
  void aHealthyDependencyGetsItsBacklogAndTheBreakerCloses() {
    outage();
    comesBack(Integer.MAX_VALUE);

    world.run(Duration.ofMinutes(20));

    assertThat(world.opened).isZero();
    assertThat(world.closed()).isTrue();
    assertThat(world.backlog()).isLessThan(100);
  }

  @ParameterizedTest(name = "share of jobs that always fail by chance: {0}")
  @ValueSource(doubles = {0.05, 0.12, 0.2})
  void noiseNeitherTripsNorStopsTheRamp(double noise) {
    world.noise = noise;
    world.run(Duration.ofHours(2));
    assertThat(world.opened).isZero();

    outage();
    comesBack(Integer.MAX_VALUE);
    world.run(Duration.ofMinutes(40));

    assertThat(world.closed()).isTrue();
    assertThat(world.opened).isLessThanOrEqualTo(3);
  }

  private void outage() {
    world.run(Duration.ofMinutes(3));
    world.down = true;
    world.run(Duration.ofMinutes(30));
  }

  private void comesBack(int capacity) {
    world.down = false;
    world.capacity = capacity;
    world.opened = 0;
    world.mostStartsPerSecond = 0;
  }
}
