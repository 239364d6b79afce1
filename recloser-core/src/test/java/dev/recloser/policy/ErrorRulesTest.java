package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorRulesTest {

  @Test
  void everyFailureCountsByDefault() {
    assertThat(ErrorRules.ALL.counts("a", "b", "c")).isTrue();
    assertThat(ErrorRules.ALL.counts(null, null, null)).isTrue();
  }

  @Test
  void ignoreWins() {
    var rules = rules(List.of("class:Timeout"), List.of("message:invalid address"));

    assertThat(rules.counts(null, "TimeoutException", "no answer")).isTrue();
    assertThat(rules.counts(null, "TimeoutException", "invalid address")).isFalse();
  }

  @Test
  void withAListOfFailuresOnlyThoseCount() {
    var rules = rules(List.of("class:Timeout", "503"), List.of());

    assertThat(rules.counts(null, "TimeoutException", null)).isTrue();
    assertThat(rules.counts(null, null, "answer 503")).isTrue();
    assertThat(rules.counts(null, "ValidationException", "answer 400")).isFalse();
  }

  @Test
  void anIgnoredTypeNeverCountsWhateverItsError() {
    var rules = rules(List.of(), List.of(ErrorRule.forType("mail.bulk")));

    assertThat(rules.counts("mail.bulk", "TimeoutException", null)).isFalse();
    assertThat(rules.counts("mail.bulk", null, null)).isFalse();
    assertThat(rules.counts("mail", "TimeoutException", null)).isTrue();
  }

  @Test
  void silenceCounts() {
    var rules = rules(List.of("class:Timeout"), List.of("."));

    assertThat(rules.counts("mail", null, null)).isTrue();
    assertThat(rules.counts("mail", "", null)).as("an empty class is known").isFalse();
  }

  private static ErrorRules rules(List<String> failOn, List<String> ignore) {
    return new ErrorRules(
        failOn.stream().map(ErrorRule::of).toList(), ignore.stream().map(ErrorRule::of).toList());
  }
}
