package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"0s,0", "500ms,500", "2s,2000", "90s,90000", "1m,60000", "24h,86400000"})
  void readsANumberWithItsUnit(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void readsWithSpacesAround() {
    assertThat(Durations.parse(" 5s ")).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "5",
        "-1s",
        "1.5s",
        "5 s",
        "5S",
        "1w",
        "PT5S",
        "1h30m",
        "9999999999s",
        "٥s"
      })
  void anythingElseIsNone(String text) {
    assertThat(Durations.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0s,0s", "1000ms,1s", "1500ms,1500ms", "60s,1m", "90s,90s", "120m,2h", "61m,61m"})
  void writesTheLargestUnitThatHoldsItExactly(String text, String written) {
    assertThat(Durations.text(Durations.of(text))).isEqualTo(written);
  }
}
