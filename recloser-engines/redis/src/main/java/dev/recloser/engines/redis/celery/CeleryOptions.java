package dev.recloser.engines.redis.celery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an application has set differently from Celery's defaults, and which queues to look at.
 *
 * @param prefix {@code global_keyprefix} of the broker transport options
 * @param controlExchange {@code control_exchange}
 * @param eventExchange {@code event_exchange}
 * @param prioritySteps {@code priority_steps} of the broker transport options
 * @param include patterns of queues to look at, with {@code *}; empty for all
 * @param exclude patterns of queues to leave alone
 */
public record CeleryOptions(
    String prefix,
    String controlExchange,
    String eventExchange,
    List<Integer> prioritySteps,
    List<Pattern> include,
    List<Pattern> exclude) {

  /** What Celery does when nothing is set. */
  public static final CeleryOptions DEFAULTS = of(Map.of());

  /**
   * Reads the options of a URL.
   *
   * @throws IllegalArgumentException when one is unknown or wrong
   */
  public static CeleryOptions of(Map<String, String> given) {
    var left = new HashMap<>(given);
    var options =
        new CeleryOptions(
            take(left, "prefix", ""),
            take(left, "control-exchange", "celery"),
            take(left, "event-exchange", "celeryev"),
            steps(take(left, "priority-steps", "0,3,6,9")),
            patterns(take(left, "queues", "")),
            patterns(take(left, "exclude", "")));
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown Celery options "
              + left.keySet()
              + "; there are prefix, control-exchange, event-exchange, priority-steps, queues,"
              + " exclude");
    }
    return options;
  }

  private static String take(Map<String, String> options, String name, String otherwise) {
    String value = options.remove(name);
    return value == null ? otherwise : value;
  }

  private static List<Integer> steps(String text) {
    try {
      return Stream.of(text.split(",")).map(step -> Integer.valueOf(step.strip())).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("priority-steps are numbers, e.g. 0,3,6,9", e);
    }
  }

  private static List<Pattern> patterns(String text) {
    return Stream.of(text.split(","))
        .filter(pattern -> !pattern.isBlank())
        .map(pattern -> Pattern.compile(Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q")))
        .toList();
  }

  /** Whether this queue is one to look at. */
  boolean wants(String queue) {
    return (include.isEmpty() || include.stream().anyMatch(it -> it.matcher(queue).matches()))
        && exclude.stream().noneMatch(it -> it.matcher(queue).matches());
  }
}
