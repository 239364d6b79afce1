package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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

  @Test
  void aBadValueIsRefusedWithItsKey() {
    assertThatThrownBy(() -> with(4, 0.5, 3, 2)).hasMessage("min_volume must be 5 to 1000");
    assertThatThrownBy(() -> with(20, Double.NaN, 3, 2))
        .hasMessage("failure_ratio must be 0.05 to 1");
    assertThatThrownBy(() -> with(20, 0.5, 3, 4)).hasMessage("probe_need must be 1 to probe_jobs");
    assertThatThrownBy(() -> with(20, 0.5, 0, 0)).hasMessage("probe_jobs must be 1 to 100");
  }

  private static Policy with(int minVolume, double ratio, int probeJobs, int probeNeed) {
    Policy d = Policy.DEFAULTS;
    return new Policy(
        minVolume,
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
        probeJobs,
        probeNeed,
        d.probeTimeout(),
        d.drainTimeout(),
        d.rampStep(),
        d.rampStart(),
        d.slowRatio(),
        d.retryAfterMax(),
        d.healthInterval());
  }
}
