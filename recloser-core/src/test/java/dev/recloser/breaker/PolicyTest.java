package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {

  @Test
  void theDefaultsAreTheDocumentedOnes() {
    Policy policy = Policy.DEFAULTS;

    assertThat(policy.minVolume()).isEqualTo(20);
    assertThat(policy.failureRatio()).isEqualTo(0.5);
    assertThat(policy.streak()).isEqualTo(8);
    assertThat(policy.distinctJobs()).isEqualTo(5);
    assertThat(policy.baseOpen()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.maxOpen()).isEqualTo(Duration.ofSeconds(60));
    assertThat(policy.probeJobs()).isEqualTo(3);
    assertThat(policy.probeNeed()).isEqualTo(2);
  }

  /** The least and the greatest value are taken, what lies next to them is refused by name. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void eachLimitIsExact(String message, Setter setter, double least, double greatest, double next) {
    setter.with(least);
    setter.with(greatest);

    assertThatThrownBy(() -> setter.with(least - next))
        .isInstanceOf(PolicyException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> setter.with(greatest + next)).hasMessage(message);
  }

  /** Sets one part of a policy. */
  interface Setter extends BiConsumer<PolicyParts, Double> {
    default Policy with(double value) {
      return PolicyParts.with(parts -> {
        parts.maxOpen = Duration.ofHours(1);
        parts.probeJobs = 100;
        parts.probeNeed = 1;
        parts.baseOpen = Duration.ofMillis(500);
        accept(parts, value);
      });
    }
  }

  static List<Arguments> limits() {
    return List.of(
        whole("min_volume must be 5 to 1000", (p, v) -> p.minVolume = v.intValue(), 5, 1000),
        number("failure_ratio must be 0.05 to 1", (p, v) -> p.failureRatio = v, 0.05, 1),
        whole("streak must be 3 to 100", (p, v) -> p.streak = v.intValue(), 3, 100),
        whole("distinct_jobs must be 1 to 8", (p, v) -> p.distinctJobs = v.intValue(), 1, 8),
        millis("min_span must be 0 to 60 s", (p, v) -> p.minSpan = of(v), 0, 60_000),
        millis("max_age must be 1 m to 24 h", (p, v) -> p.maxAge = of(v), 60_000, 86_400_000),
        millis("base_open must be 0.5 s to 10 m", (p, v) -> p.baseOpen = of(v), 500, 600_000),
        number("multiplier must be 1 to 4", (p, v) -> p.multiplier = v, 1, 4),
        millis("max_open must be 1 s to 1 h", (p, v) -> p.maxOpen = of(v), 1000, 3_600_000),
        number("jitter must be 0 to 0.5", (p, v) -> p.jitter = v, 0, 0.5),
        millis("stable_after must be 0 to 24 h", (p, v) -> p.stableAfter = of(v), 0, 86_400_000),
        whole("probe_jobs must be 1 to 100", (p, v) -> p.probeJobs = v.intValue(), 1, 100),
        whole("probe_need must be 1 to probe_jobs", (p, v) -> p.probeNeed = v.intValue(), 1, 100),
        millis(
            "probe_timeout must be 1 s to 1 h", (p, v) -> p.probeTimeout = of(v), 1000, 3_600_000),
        millis("drain_timeout must be 0 to 1 h", (p, v) -> p.drainTimeout = of(v), 0, 3_600_000),
        millis("ramp_step must be 1 to 60 s", (p, v) -> p.rampStep = of(v), 1000, 60_000),
        number("ramp_start must be 0.01 to 1", (p, v) -> p.rampStart = v, 0.01, 1),
        number("slow_ratio must be 0.1 to 1", (p, v) -> p.slowRatio = v, 0.1, 1),
        millis(
            "retry_after_max must be 0 to 24 h", (p, v) -> p.retryAfterMax = of(v), 0, 86_400_000),
        millis(
            "health_interval must be 1 s to 10 m",
            (p, v) -> p.healthInterval = of(v),
            1000,
            600_000));
  }

  private static Arguments whole(String message, Setter setter, int least, int greatest) {
    return Arguments.of(message, setter, least, greatest, 1);
  }

  private static Arguments number(String message, Setter setter, double least, double greatest) {
    return Arguments.of(message, setter, least, greatest, 1e-9);
  }

  private static Arguments millis(String message, Setter setter, long least, long greatest) {
    return Arguments.of(message, setter, least, greatest, 1);
  }

  private static Duration of(double millis) {
    return Duration.ofMillis((long) millis);
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> PolicyParts.with(p -> p.failureRatio = Double.NaN))
        .hasMessage("failure_ratio must be 0.05 to 1");
    assertThatThrownBy(() -> PolicyParts.with(p -> p.jitter = Double.NaN))
        .isInstanceOfSatisfying(
            PolicyException.class, e -> assertThat(e.field()).isEqualTo("jitter"));
  }

  @Test
  void fieldsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> PolicyParts.with(p -> p.probeNeed = 4))
        .hasMessage("probe_need must be 1 to probe_jobs");
    assertThatThrownBy(() -> PolicyParts.with(p -> p.baseOpen = Duration.ofMillis(60_001)))
        .hasMessage("max_open must not be below base_open");
    PolicyParts.with(p -> p.baseOpen = Duration.ofSeconds(60));
  }
}
