package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

  @ParameterizedTest
  @CsvSource({
    "*, embedded/mail, true",
    "embedded/mail, embedded/mail, true",
    "embedded/mail, embedded/mail2, false",
    "embedded/*, embedded/mail, true",
    "embedded/*, embedded/, true",
    "embedded/*, redis/mail, false",
    "*/mail, redis/mail, true",
    "*/mail, redis/mail2, false",
    "*/m*l, redis/mail, true",
    "redis/**, redis/a, true",
    "redis/., redis/a, false",
    "Redis/*, redis/a, false",
    "'', redis/a, false",
    "'', '', true",
    "**, '', true",
  })
  void aStarStandsForAnyCharactersAndNothingElseDoes(String pattern, String text, boolean match) {
    assertThat(Wildcards.match(pattern, text)).isEqualTo(match);
  }

  @Test
  void agreesWithARegularExpression() {
    var random = new SplittableRandom(7);
    int matches = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab*", 6);
      String text = text(random, "ab", 8);
      boolean expected = Pattern.matches(pattern.replace("*", ".*"), text);
      matches += expected ? 1 : 0;

      assertThat(Wildcards.match(pattern, text)).as("%s on %s", pattern, text).isEqualTo(expected);
    }
    assertThat(matches).isGreaterThan(1000);
  }

  /** By trying all ways it would not end. */
  @Test
  void manyStarsDoNotMultiply() {
    assertThat(Wildcards.match("*a".repeat(100) + "b", "a".repeat(10_000))).isFalse();
  }

  private static String text(SplittableRandom random, String letters, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
