package dev.recloser.engines.artemis;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of an embedded broker, as in {@code
 * embedded?max-attempts=10&redelivery-delay=2s&max-redelivery-delay=30s}.
 *
 * @param maxAttempts a job that failed this often is dead
 * @param redeliveryDelay how long a job waits after its first failure; doubles with each further
 *     one
 * @param maxRedeliveryDelay the longest such wait
 */
record EmbeddedUrl(int maxAttempts, Duration redeliveryDelay, Duration maxRedeliveryDelay) {

  static final EmbeddedUrl DEFAULTS =
      new EmbeddedUrl(10, Duration.ofSeconds(2), Duration.ofSeconds(30));

  private static final String SCHEME = "embedded";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

  EmbeddedUrl {
    require(maxAttempts >= 1 && maxAttempts <= 1_000, "max-attempts must be 1 to 1000");
    require(!redeliveryDelay.isNegative(), "redelivery-delay must not be negative");
    require(
        maxRedeliveryDelay.compareTo(redeliveryDelay) >= 0,
        "max-redelivery-delay must not be shorter than redelivery-delay");
  }

  static boolean matches(String url) {
    return url.equals(SCHEME) || url.startsWith(SCHEME + "?");
  }

  static EmbeddedUrl parse(String url) {
    EmbeddedUrl result = DEFAULTS;
    int options = url.indexOf('?');
    if (options < 0 || options == url.length() - 1) {
      return result;
    }
    for (String option : url.substring(options + 1).split("&", -1)) {
      String[] pair = option.split("=", 2);
      require(pair.length == 2, "embedded option " + option + " needs a value");
      result = result.with(pair[0], pair[1]);
    }
    return result;
  }

  private EmbeddedUrl with(String key, String value) {
    return switch (key) {
      case "max-attempts" -> new EmbeddedUrl(number(value), redeliveryDelay, maxRedeliveryDelay);
      case "redelivery-delay" -> {
        Duration delay = duration(key, value);
        Duration max = delay.compareTo(maxRedeliveryDelay) > 0 ? delay : maxRedeliveryDelay;
        yield new EmbeddedUrl(maxAttempts, delay, max);
      }
      case "max-redelivery-delay" ->
          new EmbeddedUrl(maxAttempts, redeliveryDelay, duration(key, value));
      default -> throw new IllegalArgumentException("embedded has no option " + key);
    };
  }

  private static int number(String value) {
    require(value.matches("\\d{1,6}"), "max-attempts must be a number, was " + value);
    return Integer.parseInt(value);
  }

  private static Duration duration(String key, String value) {
    Matcher match = DURATION.matcher(value);
    require(match.matches(), key + " must be like 500ms, 2s or 1m, was " + value);
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
