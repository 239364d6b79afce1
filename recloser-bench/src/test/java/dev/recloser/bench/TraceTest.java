package dev.recloser.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TraceTest {

  @Test
  void readsEveryTraceThatComesWithIt() {
    assertThat(Traces.NAMES)
        .hasSize(11)
        .allSatisfy(name -> assertThat(Traces.named(name).title()).isNotEqualTo(name));
  }

  @Test
  void readsTimesWithTheirUnits() {
    var trace =
        Trace.read("x", new StringReader("lasts = 2h\nlatency = 70ms\nretry-waits = 1s, 3m"));

    assertThat(trace.lasts()).isEqualTo(7_200_000);
    assertThat(trace.dependency().latency()).isEqualTo(70);
    assertThat(trace.retryWaits()).containsExactly(1_000L, 180_000L);
    assertThat(trace.attempts()).isEqualTo(3);
  }

  @Test
  void refusesAKeyThatNobodyKnows() {
    assertThatThrownBy(() -> Trace.read("x", new StringReader("jobs-per-minute = 2")))
        .hasMessage("trace x: unknown keys [jobs-per-minute]");
  }

  @Test
  void refusesATimeWithoutUnit() {
    assertThatThrownBy(() -> Trace.read("x", new StringReader("lasts = 20")))
        .hasMessageContaining("lasts needs a unit");
  }

  @Test
  void aFlappingDependencyIsDownInTurns() {
    var outage = new Trace.Outage(1_000, 10_000, 1, 5_000);

    assertThat(outage.downAt(999)).isFalse();
    assertThat(outage.downAt(1_000)).isTrue();
    assertThat(outage.downAt(6_000)).isFalse();
    assertThat(outage.covers(6_000)).isTrue();
    assertThat(outage.downAt(11_000)).isFalse();
  }
}
