package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorRuleTest {

  @Test
  void eachKindLooksAtItsPartOnly() {
    assertThat(ErrorRule.of("class:Time").matches("x", "TimeoutException", "x")).isTrue();
    assertThat(ErrorRule.of("class:Time").matches("Time", "x", "Time")).isFalse();
    assertThat(ErrorRule.of("message:refused").matches("x", "x", "connection refused")).isTrue();
    assertThat(ErrorRule.of("message:refused").matches("refused", "refused", "x")).isFalse();
    assertThat(ErrorRule.of("type:bulk").matches("mail.bulk", "x", "x")).isTrue();
    assertThat(ErrorRule.of("type:bulk").matches("x", "bulk", "bulk")).isFalse();
  }

  @Test
  void aBarePatternLooksAtClassAndMessage() {
    var rule = ErrorRule.of("(?i)timeout");

    assertThat(rule.matches(null, "TimeoutException", null)).isTrue();
    assertThat(rule.matches(null, null, "read timeout")).isTrue();
    assertThat(rule.matches("timeout", "x", "y")).isFalse();
  }

  @Test
  void anotherPrefixIsPartOfThePattern() {
    assertThat(ErrorRule.of("code:5").matches(null, null, "code:503")).isTrue();
    assertThat(ErrorRule.of("Class:A").matches(null, "A", null)).isFalse();
  }

  @Test
  void whatIsNotKnownMatchesNothing() {
    for (var rule : new String[] {"class:.*", "message:.*", "type:.*", ".*"}) {
      assertThat(ErrorRule.of(rule).matches(null, null, null)).isFalse();
    }
  }

  @Test
  void theRuleOfATypeMatchesThisTypeAlone() {
    for (var type :
        new String[] {"mail.bulk", "App\\Jobs\\Send", "a+b(c)[d]{2}$^|*", "\\E.*", "é"}) {
      var rule = ErrorRule.of(ErrorRule.forType(type));
      assertThat(rule.matches(type, null, null)).as(type).isTrue();
      assertThat(rule.matches(type + "x", null, null)).isFalse();
      assertThat(rule.matches("x" + type, null, null)).isFalse();
      assertThat(rule.matches("mailxbulk", null, null)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "class:*a", "message:(?=a)", "type:(a)\\1", "a{1001}", "\\"})
  void whatRe2DoesNotKnowIsRefused(String rule) {
    assertThatThrownBy(() -> ErrorRule.of(rule))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  /** It would ignore every failure, or count none. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "class:", "message: ", "type:"})
  void anEmptyPatternIsRefused(String rule) {
    assertThatThrownBy(() -> ErrorRule.of(rule)).hasMessage("an empty pattern matches everything");
  }

  /** Matchers that go back try 2^n ways on these; that this test ends is the proof. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a*)*b",
        "(a+)+$b",
        "(a|a)*b",
        "(a|aa)+b",
        "(.*)*,(.*)*b",
        "(?:a?){200}a{200}b",
        "(\\w*)*!"
      })
  void hostilePatternsOnHostileTextsTakeLinearTime(String pattern) {
    assertThat(ErrorRule.of(pattern).matches(null, "a".repeat(1_999) + "-", null)).isFalse();
  }

  @Test
  void onlyTheBeginningOfALongTextIsLookedAt() {
    var rule = ErrorRule.of("message:end");

    assertThat(rule.matches(null, null, "x".repeat(1_997) + "end")).isTrue();
    assertThat(rule.matches(null, null, "x".repeat(1_998) + "end")).isFalse();
    assertThat(rule.matches(null, null, "x".repeat(20_000_000))).isFalse();
  }

  /** Written out, these take all memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(((a{1000}){1000}){1000})",
        "((a{100}){100}){100}",
        "(a{1000}){3}",
        "(?:a{1000}){3}",
        "([(]a{1000}){3}",
        "([^]a{1000]b{1000}){3}",
        "(\\(a{1000}){3}",
        "(\\Q(\\Ea{1000}){3}",
        "([[:alpha:]]{1000}){3}",
        "(a{0,1000}){3}",
        "(a{999,}){3}",
        "a{1000}b{1000}c{1000}",
        "class:((a{50}){50}){50}",
      })
  void repeatsOfRepeatsAreRefused(String rule) {
    assertThatThrownBy(() -> ErrorRule.of(rule)).hasMessage("its repeats add up to more than 2000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "a{1000}",
        "(a{30}){30}",
        "\\Q(a{1000}){1000}\\E",
        "[(a{1000}){1000}]",
        "\\{1000}\\{1000}\\{1000}",
        "{1000",
        "a{,1000}b{,1000}c{,1000}",
        "(a{0}){0,1}",
        "\\pL{5}\\p{Greek}",
      })
  void usualRepeatsAreNot(String rule) {
    ErrorRule.of(rule);
  }
}
