package dev.recloser.server.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {

  private static final Duration TICK = Duration.ofMillis(250);

  private Instant wall = Instant.parse("2026-03-01T10:00:00.123456Z");
  private long nanos = 77;
  private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

  private void passes(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void itIsTheSystemsTimeInMilliseconds() {
    passes(Duration.ofSeconds(1));

    assertThat(clock.instant()).isEqualTo("2026-03-01T10:00:01.123Z");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000_000_000, -3600, -1, 1, 3600, 1_000_000_000})
  void timeGoesOnAtNearlyItsPaceWhenSomebodySetsTheClock(long seconds) {
    Instant before = clock.instant();

    wall = wall.plusSeconds(seconds);
    for (int tick = 0; tick < 40; tick++) {
      passes(TICK);
      Instant now = clock.instant();
      assertThat(Duration.between(before, now).toMillis()).isBetween(236L, 264L);
      before = now;
    }
  }

  @Test
  void itComesToTheSystemsTimeInTheEnd() {
    wall = wall.minusSeconds(3600);
    for (int hour = 0; hour < 21; hour++) {
      passes(Duration.ofHours(1));
      var _ = clock.instant();
    }

    assertThat(Duration.between(clock.instant(), wall)).isLessThan(Duration.ofMillis(1));
  }
}
