package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerGroupTest {

  @Test
  void hasTheQueuesItNamesAndNoGroup() {
    var group = new BreakerGroup("stripe", List.of("redis/billing", "redis/refunds-*", "*/x"));

    assertThat(group.has("redis/billing")).isTrue();
    assertThat(group.has("redis/refunds-eu")).isTrue();
    assertThat(group.has("mail/x")).isTrue();
    assertThat(group.has("groups/x")).isFalse();
    assertThat(group.has("redis/billing2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Stripe", "a_b", "a/b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void refusesABadName(String name) {
    assertThatThrownBy(() -> new BreakerGroup(name, List.of("a/b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower case letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"billing", "/billing", "redis/", "groups/x", "*"})
  void refusesWhatIsNoQueue(String queue) {
    assertThatThrownBy(() -> new BreakerGroup("x", List.of(queue)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNoneAndTooMany() {
    assertThatThrownBy(() -> new BreakerGroup("x", List.of()))
        .hasMessageContaining("1 to 50 queues");
    assertThatThrownBy(() -> new BreakerGroup("x", Collections.nCopies(51, "a/b")))
        .hasMessageContaining("1 to 50 queues");
  }

  @ParameterizedTest
  @CsvSource({
    "r/a, r/a, r/a",
    "r/*, r/mail, r/mail",
    "r/a*, r/*b, r/ab",
    "*/mail, r/m*, r/mail",
    "r/a*c*e, r/*b*d*, r/abcde",
  })
  void findsAQueueThatBothWouldHave(String one, String other, String example) {
    var both = new BreakerGroup("x", List.of(one)).common(new BreakerGroup("y", List.of(other)));

    assertThat(both).hasSameSizeAs(example);
    assertThat(Wildcards.match(one, String.valueOf(both))).isTrue();
    assertThat(Wildcards.match(other, String.valueOf(both))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"r/a, r/b", "r/a*, r/b*", "r/*a, r/*b", "r/a*b, r/ac", "r/mail, r/mail-*"})
  void knowsThatNoQueueCanBeInBoth(String one, String other) {
    var both = new BreakerGroup("x", List.of(one)).common(new BreakerGroup("y", List.of(other)));

    assertThat(both).isNull();
  }

  /** Against all short texts. */
  @Test
  void agreesWithTryingEveryText() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      var one = text(random, "ab*");
      var other = text(random, "ab*");
      boolean tried = shortTexts().stream().anyMatch(it -> match(one, it) && match(other, it));

      assertThat(Wildcards.common(one, other) != null).as(one + " and " + other).isEqualTo(tried);
    }
  }

  private static boolean match(String pattern, String text) {
    return Wildcards.match(pattern, text);
  }

  private static String text(SplittableRandom random, String letters) {
    var text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** All of a and b up to the length that two patterns of four can ask for. */
  private static List<String> shortTexts() {
    return java.util.stream.IntStream.range(1, 1 << 9)
        .mapToObj(bits -> Integer.toBinaryString(bits).substring(1))
        .map(bits -> bits.replace('0', 'a').replace('1', 'b'))
        .toList();
  }

  @Test
  void twoGroupsWithOneQueueAreBothNamed() {
    var stripe = new BreakerGroup("stripe", List.of("r/billing"));
    var other = new BreakerGroup("bills", List.of("r/b*"));

    assertThatThrownBy(() -> BreakerGroup.checkApart(List.of(stripe, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("stripe", "bills", "r/billing");
  }
}
