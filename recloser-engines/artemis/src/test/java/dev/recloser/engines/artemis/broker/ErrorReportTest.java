package dev.recloser.engines.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReportTest {

  @Test
  void saysHowLongTheDependencyAskedToBeLeftAlone() {
    var report =
        ErrorReport.parse(
            "{'queue':'mail','id':'m-1','attempt':2,'error':'429','retry_after_ms':90000}"
                .replace('\'', '"'));

    assertThat(report).isPresent();
    assertThat(report.get().attempt()).isEqualTo(2);
    assertThat(report.get().error().retryAfter()).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'retry_after_ms':-5", ",'retry_after_ms':'soon'"})
  void noUsableTimeIsNoTime(String more) {
    var report =
        ErrorReport.parse(
            "{'queue':'mail','id':'m-1','error':'429'%s}".formatted(more).replace('\'', '"'));

    assertThat(report).isPresent();
    assertThat(report.get().error().retryAfter()).isNull();
  }
}
