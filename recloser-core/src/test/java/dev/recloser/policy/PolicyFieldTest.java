package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.PolicyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyFieldTest {

  @ParameterizedTest
  @EnumSource
  void isFoundByItsKeyWithUnderscoresOrDashes(PolicyField field) {
    assertThat(PolicyField.of(field.key())).isEqualTo(field);
    assertThat(PolicyField.of(field.key().replace('_', '-'))).isEqualTo(field);
    assertThat(field.about()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void takesItsOwnDefaultInTheSameForm(PolicyField field) {
    assertThat(field.parse(field.standard())).isEqualTo(field.standard());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FAIL_ON", "IGNORE", "HEALTH_PROBE"})
  void takesItsLimits(PolicyField field) {
    assertThat(String.valueOf(field.parse(field.least()))).isNotEmpty();
    assertThat(String.valueOf(field.parse(field.greatest()))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anErrorNamesTheField(PolicyField field) {
    for (Object bad : new Object[] {Map.of(), "no such thing", Double.NaN, List.of(""), true}) {
      assertThatThrownBy(() -> field.parse(bad))
          .isInstanceOfSatisfying(
              PolicyException.class, e -> assertThat(e.field()).isEqualTo(field.key()))
          .hasMessageStartingWith(field.key() + " ");
    }
    assertWrong(field, null, "must have a value");
  }

  @Test
  void numbersBeyondTheLimitsAreRefused() {
    assertWrong(PolicyField.MIN_VOLUME, 4, "must be 5 to 1000");
    assertWrong(PolicyField.MIN_VOLUME, 1001, "must be 5 to 1000");
    assertWrong(PolicyField.MIN_VOLUME, 1L << 40, "must be 5 to 1000");
    assertWrong(PolicyField.MIN_VOLUME, "1e400", "must be 5 to 1000");
    assertWrong(PolicyField.MIN_VOLUME, 20.5, "must be a whole number");
    assertWrong(PolicyField.MIN_VOLUME, "many", "must be a number");
    assertWrong(PolicyField.FAILURE_RATIO, 0.049, "must be 0.05 to 1");
    assertWrong(PolicyField.FAILURE_RATIO, 1.01, "must be 0.05 to 1");
    assertWrong(PolicyField.FAILURE_RATIO, Double.POSITIVE_INFINITY, "must be 0.05 to 1");
    assertWrong(PolicyField.JITTER, -0.0001, "must be 0 to 0.5");
  }

  @Test
  void numbersComeOutInOneForm() {
    assertThat(PolicyField.MIN_VOLUME.parse(20L)).isEqualTo(20);
    assertThat(PolicyField.MIN_VOLUME.parse("20")).isEqualTo(20);
    assertThat(PolicyField.MIN_VOLUME.parse(20.0)).isEqualTo(20);
    assertThat(PolicyField.FAILURE_RATIO.parse(1)).isEqualTo(1.0);
    assertThat(PolicyField.FAILURE_RATIO.parse("0.25")).isEqualTo(0.25);
  }

  @Test
  void durationsBeyondTheLimitsAreRefused() {
    assertWrong(PolicyField.BASE_OPEN, "499ms", "must be 500ms to 10m");
    assertWrong(PolicyField.BASE_OPEN, "601s", "must be 500ms to 10m");
    assertWrong(PolicyField.BASE_OPEN, 5, "must be a duration like 500ms, 2s, 1m or 1h");
    assertWrong(PolicyField.BASE_OPEN, "-5s", "must be a duration like 500ms, 2s, 1m or 1h");
    assertThat(PolicyField.BASE_OPEN.parse("60000ms")).isEqualTo("1m");
  }

  @Test
  void theSlowRuleCanBeOff() {
    assertThat(PolicyField.SLOW_THRESHOLD.parse("OFF")).isEqualTo("off");
    assertThat(PolicyField.SLOW_THRESHOLD.parse(false)).as("YAML's off").isEqualTo("off");
    assertThat(PolicyField.SLOW_THRESHOLD.parse("1500ms")).isEqualTo("1500ms");
    assertWrong(PolicyField.SLOW_THRESHOLD, "0ms", "must be 1ms to 24h");
  }

  @Test
  void rulesAreFewShortAndPatterns() {
    assertThat(PolicyField.IGNORE.parse(List.of("class:A", "b")))
        .isEqualTo(List.of("class:A", "b"));
    var fifty = Collections.nCopies(50, "a");
    assertThat(PolicyField.IGNORE.parse(fifty)).isEqualTo(fifty);
    assertWrong(
        PolicyField.IGNORE, "class:A", "must be a list of rules like class:TimeoutException");
    assertWrong(
        PolicyField.IGNORE, Collections.nCopies(51, "a"), "must not have more than 50 rules");
    var longest = List.of("a".repeat(200));
    assertThat(PolicyField.IGNORE.parse(longest)).isEqualTo(longest);
    assertWrong(
        PolicyField.IGNORE, List.of("a".repeat(201)), "must hold rules of 1 to 200 characters");
    assertWrong(PolicyField.IGNORE, List.of(7), "must hold rules of 1 to 200 characters");
    assertWrong(
        PolicyField.IGNORE,
        List.of("class:("),
        "has a rule that is no pattern: class:( (missing closing ))");
  }

  @Test
  void aHealthProbeIsAnAddressOrNothing() {
    assertThat(PolicyField.HEALTH_PROBE.parse(" ")).isEqualTo("");
    assertThat(PolicyField.HEALTH_PROBE.parse("HTTP://Mail/ok")).isEqualTo("http://Mail:80/ok");
    assertWrong(
        PolicyField.HEALTH_PROBE,
        "ftp://mail/",
        "must be like https://host/path or tcp://host:port: the scheme is http, https or tcp");
  }

  @Test
  void aWordIsOneOfTwo() {
    assertThat(PolicyField.FOREIGN_RESUME.parse("enforce")).isEqualTo("enforce");
    assertWrong(PolicyField.FOREIGN_RESUME, "Enforce", "must be adopt or enforce");
  }

  @Test
  void anUnknownKeyIsNamed() {
    assertThatThrownBy(() -> PolicyField.of("min_volumes"))
        .hasMessage("min_volumes is not a field of a policy");
  }

  private static void assertWrong(PolicyField field, @Nullable Object raw, String problem) {
    assertThatThrownBy(() -> field.parse(raw))
        .isInstanceOf(PolicyException.class)
        .hasMessage(field.key() + " " + problem);
  }
}
