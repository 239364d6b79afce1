package dev.recloser.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final QueueId MAIL = new QueueId("embedded", "mail");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Recorded> seconds = new ArrayList<>();
  private long next = FROM.getEpochSecond();

  @Test
  void nothingOpensOnAQuietOrAHealthyPast() {
    assertThat(replay(Policy.DEFAULTS).openings()).isEmpty();

    record(600, 20, 1);

    var result = replay(Policy.DEFAULTS);
    assertThat(result.openings()).isEmpty();
    assertThat(result.seconds()).isEqualTo(600);
    assertThat(result.held()).isZero();
  }

  @Test
  void anOutageOpensOnceAndSparesMostOfItsFailures() {
    record(60, 20, 0);
    record(300, 0, 20);
    record(300, 20, 0);

    var result = replay(Policy.DEFAULTS);

    assertThat(result.openings()).hasSize(1);
    var opening = result.openings().getFirst();
    assertThat(opening.at()).isBetween(FROM.plusSeconds(60), FROM.plusSeconds(64));
    assertThat(opening.until()).isBetween(FROM.plusSeconds(360), FROM.plusSeconds(540));
    assertThat(opening.cause()).contains("outcomes failed");
    assertThat(opening.spared()).isBetween(5_700L, 6_000L);
    assertThat(result.spared()).isEqualTo(opening.spared());
    assertThat(result.held()).isBetween(Duration.ofSeconds(290), Duration.ofSeconds(370));
    assertThat(result.note()).contains("cannot know");
  }

  @Test
  void anOutageThatLastsHasNoEnd() {
    record(60, 20, 0);
    record(60, 0, 20);

    assertThat(replay(Policy.DEFAULTS).openings())
        .hasSize(1)
        .allMatch(opening -> opening.until() == null);
  }

  @Test
  void aHigherLimitOpensLaterOrNever() {
    record(60, 20, 0);
    record(120, 8, 12);
    record(120, 20, 0);

    assertThat(replay(Policy.DEFAULTS).openings()).hasSize(1);
    assertThat(replay(withRatio(0.8)).openings()).isEmpty();
  }

  @Test
  void leavesOutWhatIsOutsideOfTheTime() {
    record(60, 0, 20);
    record(60, 20, 0);

    var later = Replay.run(seconds, Policy.DEFAULTS, FROM.plusSeconds(60), FROM.plusSeconds(100));

    assertThat(later.seconds()).isEqualTo(40);
    assertThat(later.openings()).isEmpty();
  }

  @Test
  void equalArgumentsGiveEqualAnswers() {
    record(60, 20, 0);
    record(200, 3, 9);
    record(200, 12, 0);

    assertThat(replay(Policy.DEFAULTS)).isEqualTo(replay(Policy.DEFAULTS));
  }

  private void record(int count, int succeeded, int failed) {
    for (int i = 0; i < count; i++) {
      seconds.add(new Recorded(MAIL, next, succeeded, failed));
      next++;
    }
  }

  private Replay.Result replay(Policy policy) {
    return Replay.run(seconds, policy, FROM, Instant.ofEpochSecond(next));
  }

  private static Policy withRatio(double ratio) {
    var d = Policy.DEFAULTS;
    return new Policy(
        d.minVolume(),
        ratio,
        d.streak(),
        d.distinctJobs(),
        d.minSpan(),
        d.maxAge(),
        d.baseOpen(),
        d.multiplier(),
        d.maxOpen(),
        d.jitter(),
        d.stableAfter(),
        d.probeJobs(),
        d.probeNeed(),
        d.probeTimeout(),
        d.drainTimeout(),
        d.rampStep(),
        d.rampStart(),
        1,
        Duration.ofMinutes(15),
        null);
  }
}
