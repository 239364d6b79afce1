package dev.recloser.policy;

import dev.recloser.breaker.PolicyException;
import java.util.Locale;
import java.util.Map;

/** Fields that belong together, under a name. */
public enum Preset {
  /** The defaults. */
  DEFAULT(Map.of()),
  /**
   * For queues where up to a fifth of the attempts fail on a good day: with 50 outcomes such noise
   * opens the breaker once in 500,000 looks, with 20 once in 400 (binomial tail).
   */
  NOISY(Map.of(PolicyField.MIN_VOLUME, 50, PolicyField.STREAK, 15)),
  /** For dependencies that break when pushed: opens sooner, asks less often, rises slowly. */
  CAUTIOUS(
      Map.of(
          PolicyField.FAILURE_RATIO, 0.3,
          PolicyField.BASE_OPEN, "5s",
          PolicyField.MAX_OPEN, "2m",
          PolicyField.RAMP_START, 0.05,
          PolicyField.RAMP_STEP, "10s"));

  @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable, its type does not say so
  private final Map<PolicyField, Object> fields;

  Preset(Map<PolicyField, Object> fields) {
    this.fields = fields;
  }

  Map<PolicyField, Object> fields() {
    return fields;
  }

  /** The word in the API and in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The preset of a word.
   *
   * @throws PolicyException when there is none
   */
  public static Preset of(String word) {
    for (var preset : values()) {
      if (preset.word().equals(word)) {
        return preset;
      }
    }
    throw new PolicyException("preset", "must be default, noisy or cautious");
  }
}
