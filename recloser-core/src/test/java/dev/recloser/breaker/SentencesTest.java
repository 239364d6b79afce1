package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read. */
class SentencesTest {

  private final Bench bench = new Bench();

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1840, 1.8 s",
    "2000, 2 s",
    "59999, 60 s",
    "60000, 1 min",
    "61000, 1 min 1 s",
    "3599000, 59 min 59 s",
    "3600000, 1 h",
    "5400000, 1 h 30 min",
    "90000000, 25 h",
  })
  void durationsHaveTheUnitThatFits(long millis, String words) {
    assertThat(Sentences.of(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 starts per second",
    "2.84, 2.8 starts per second",
    "19.96, 20 starts per second"
  })
  void ratesHaveOneDigitBehindThePoint(double limit, String words) {
    assertThat(Sentences.perSecond(limit)).isEqualTo(words);
  }

  @Test
  void eachRuleGivesItsNumbers() {
    assertThat(cause(Cause.Rule.RATE, 20, 8))
        .isEqualTo("12 of 20 outcomes failed (limit 50%), 8 or more different jobs, over 8.4 s");
    assertThat(cause(Cause.Rule.RAMP_FAILED, 20, 3))
        .isEqualTo("12 of 20 outcomes failed (limit 50%), 3 different jobs, over 8.4 s");
    assertThat(cause(Cause.Rule.SLOW, 20, 8))
        .isEqualTo("12 of 20 outcomes were slow or failed (limit 100%), over 8.4 s");
    assertThat(cause(Cause.Rule.STREAK, 12, 1))
        .isEqualTo("12 failures in a row, 1 job, over 8.4 s");
    assertThat(cause(Cause.Rule.PROBE_FAILED, 20, 8)).isEqualTo("12 of 20 probes failed");
  }

  @Test
  void theEngineIsToldWhyItHolds() {
    bench.trip();
    assertThat(why()).isEqualTo("30 of 30 outcomes failed");
    bench.observed(100, 0).after(3).tick().succeed(1).succeed(2);
    assertThat(why()).isEqualTo("Runs at a rising rate");
    bench.send(new Event.ManualOpen("ann", null, null));
    assertThat(why()).isEqualTo("Held by ann");
    bench.send(new Event.MainOpened());
    assertThat(why()).isEqualTo("The main breaker is open");
    bench.send(new Event.MainClosed(bench.now.plusSeconds(5)));
    assertThat(why()).isEqualTo("Waits its turn after the main breaker closed");
  }

  @Test
  void withoutACauseTheReasonIsShort() {
    bench.send(new Event.ManualOpen("ann", null, bench.now.plusSeconds(1)));
    bench.observed(100, 4).after(1).tick();

    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
    assertThat(why()).isEqualTo("The breaker is open");
  }

  private String why() {
    return Sentences.whyHeld(bench.state);
  }

  private String cause(Cause.Rule rule, int total, int jobs) {
    return new Cause(rule, 12, total, Duration.ofMillis(8400), jobs, bench.now)
        .inWords(Policy.DEFAULTS);
  }
}
