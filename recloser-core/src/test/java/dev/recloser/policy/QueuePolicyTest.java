package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Policy;
import dev.recloser.breaker.PolicyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fields as people write them, as the policy that holds. */
class QueuePolicyTest {

  private static final Map<String, Object> EVERY_FIELD =
      Map.ofEntries(
          Map.entry("min_volume", 11),
          Map.entry("failure_ratio", 0.12),
          Map.entry("streak", 13),
          Map.entry("distinct_jobs", 7),
          Map.entry("min_span", "15s"),
          Map.entry("max_age", "16m"),
          Map.entry("slow_threshold", "17s"),
          Map.entry("slow_ratio", 0.18),
          Map.entry("base_open", "19s"),
          Map.entry("multiplier", 2.5),
          Map.entry("max_open", "21m"),
          Map.entry("jitter", 0.22),
          Map.entry("retry_after_max", "23m"),
          Map.entry("stable_after", "24m"),
          Map.entry("health_probe", "tcp://mail:25"),
          Map.entry("health_interval", "26s"),
          Map.entry("health_timeout", "27s"),
          Map.entry("probe_jobs", 28),
          Map.entry("probe_need", 14),
          Map.entry("probe_timeout", "30s"),
          Map.entry("drain_timeout", "31s"),
          Map.entry("ramp_step", "32s"),
          Map.entry("ramp_start", 0.33),
          Map.entry("max_force_closed", "34h"),
          Map.entry("manual_reminder", "35m"),
          Map.entry("foreign_resume", "enforce"));

  @Test
  void theDefaultsAreThoseOfTheBreaker() {
    var defaults = QueuePolicy.DEFAULTS;

    assertThat(defaults.breaker()).isEqualTo(Policy.DEFAULTS);
    assertThat(defaults.errors()).isEqualTo(ErrorRules.ALL);
    assertThat(defaults.slowThreshold()).isNull();
    assertThat(defaults.health()).isNull();
    assertThat(defaults.healthTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(defaults.maxForceClosed()).isEqualTo(Duration.ofHours(24));
    assertThat(defaults.manualReminder()).isEqualTo(Duration.ofHours(1));
    assertThat(defaults.enforceHold()).isFalse();
  }

  @Test
  void everyFieldHasItsPlace() {
    var policy = of(EVERY_FIELD);

    assertThat(policy.breaker())
        .isEqualTo(
            new Policy(
                11,
                0.12,
                13,
                7,
                Duration.ofSeconds(15),
                Duration.ofMinutes(16),
                Duration.ofSeconds(19),
                2.5,
                Duration.ofMinutes(21),
                0.22,
                Duration.ofMinutes(24),
                28,
                14,
                Duration.ofSeconds(30),
                Duration.ofSeconds(31),
                Duration.ofSeconds(32),
                0.33,
                0.18,
                Duration.ofMinutes(23),
                Duration.ofSeconds(26)));
    assertThat(policy.slowThreshold()).isEqualTo(Duration.ofSeconds(17));
    assertThat(policy.health()).isEqualTo(new HealthTarget("tcp", "mail", 25, ""));
    assertThat(policy.healthTimeout()).isEqualTo(Duration.ofSeconds(27));
    assertThat(policy.maxForceClosed()).isEqualTo(Duration.ofHours(34));
    assertThat(policy.manualReminder()).isEqualTo(Duration.ofMinutes(35));
    assertThat(policy.enforceHold()).isTrue();
  }

  @Test
  void theErrorRulesComeThrough() {
    var policy = of(Map.of("fail_on", List.of("class:Timeout"), "ignore", List.of("message:test")));

    assertThat(policy.errors().counts(null, "Timeout", null)).isTrue();
    assertThat(policy.errors().counts(null, "Timeout", "test")).isFalse();
    assertThat(policy.errors().counts(null, "Other", null)).isFalse();
  }

  @Test
  void withoutAHealthProbeItsIntervalIsOff() {
    assertThat(of(Map.of("health_interval", "7s")).breaker().healthInterval()).isNull();
  }

  /** Both places know the limits: what a field takes, the breaker takes. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FAIL_ON", "IGNORE", "HEALTH_PROBE"})
  void theBreakerTakesTheLimitsOfEveryField(PolicyField field) {
    for (Object limit : new Object[] {field.least(), field.greatest()}) {
      of(
          Map.of(
              "max_open",
              field == PolicyField.BASE_OPEN ? "1h" : "1m",
              "base_open",
              "1s",
              "probe_jobs",
              field == PolicyField.PROBE_NEED ? 100 : 3,
              "probe_need",
              1,
              "health_probe",
              "tcp://mail:25"),
          field,
          limit);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetIsAPolicyAndHasAWord(Preset preset) {
    var policy = new PolicyBook(List.of()).resolve("a/b", PolicyLayer.of(preset.word(), Map.of()));

    assertThat(policy.preset()).isEqualTo(preset);
    preset.fields().forEach((field, value) -> assertThat(field.parse(value)).isEqualTo(value));
  }

  @Test
  void anUnknownPresetIsRefused() {
    assertThatThrownBy(() -> PolicyLayer.of("NOISY", Map.of()))
        .isInstanceOf(PolicyException.class)
        .hasMessage("preset must be default, noisy or cautious");
  }

  @Test
  void aLayerNamesTheFirstFieldThatIsWrong() {
    assertThatThrownBy(() -> PolicyLayer.of(null, Map.of("streak", 2)))
        .hasMessage("streak must be 3 to 100");
    assertThatThrownBy(() -> PolicyLayer.of(null, Map.of("Streak", 5)))
        .hasMessage("Streak is not a field of a policy");
  }

  @Test
  void aLayerIsEmptyOnlyWithoutPresetAndFields() {
    assertThat(PolicyLayer.EMPTY.isEmpty()).isTrue();
    assertThat(PolicyLayer.of("default", Map.of()).isEmpty()).isFalse();
    assertThat(PolicyLayer.of(null, Map.of("streak", 5)).isEmpty()).isFalse();
  }

  private static QueuePolicy of(Map<String, ?> fields) {
    return QueuePolicy.of(PolicyLayer.of(null, fields).values());
  }

  private static void of(Map<String, ?> fields, PolicyField field, Object value) {
    var all = new java.util.HashMap<String, Object>(fields);
    all.put(field.key(), value);
    of(all);
  }
}
