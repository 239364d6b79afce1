package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The length of the wait. */
class OpenTimeTest {

  private static final Policy CALM = PolicyParts.with(p -> p.jitter = 0);

  @Test
  void doublesFromTwoSecondsToAMinute() {
    assertThat(IntStream.rangeClosed(0, 8).mapToLong(trips -> seconds(trips)))
        .containsExactly(2L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void theSpreadOfManyBreakersIsEven() {
    int[] tenths = new int[10];
    for (int breaker = 0; breaker < 10_000; breaker++) {
      long millis = OpenTime.of("redis/q" + breaker, 1, 1, Policy.DEFAULTS).toMillis();
      tenths[Math.clamp((millis - 1800) / 40, 0, 9)]++;
    }

    assertThat(Arrays.stream(tenths)).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void theSpreadIsAnotherForEachEpisodeAndTrip() {
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(episode -> OpenTime.of("redis/mail", episode, 1, Policy.DEFAULTS))
                .distinct())
        .hasSizeGreaterThan(80);
    assertThat(
            IntStream.range(10, 110)
                .mapToObj(trips -> OpenTime.of("redis/mail", 1, trips, Policy.DEFAULTS))
                .distinct())
        .hasSizeGreaterThan(90);
  }

  /** A restart, another replica or another machine must come to the same. */
  @Test
  void theSpreadIsTheSameEverywhere() {
    assertThat(OpenTime.of("redis/mail", 1, 1, Policy.DEFAULTS)).isEqualTo(Duration.ofMillis(2165));
    assertThat(OpenTime.of("redis/mail", 7, 12, Policy.DEFAULTS))
        .isEqualTo(Duration.ofMillis(59_672));
    assertThat(OpenTime.of("artemis/bulk", 2, 12, Policy.DEFAULTS))
        .isEqualTo(Duration.ofMillis(57_182));
  }

  private static long seconds(int trips) {
    return OpenTime.of("redis/mail", 3, trips, CALM).toSeconds();
  }
}
