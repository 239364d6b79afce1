package dev.recloser.policy;

import dev.recloser.breaker.PolicyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a policy that people can set, with its default and its limits. The lower-case name
 * is the key in the API and in the configuration file (there with dashes). What the defaults rest
 * on: docs/breaker.md.
 */
public enum PolicyField {
  MIN_VOLUME(Kind.INTEGER, "20", "5", "1000", "Outcomes that the rate rule needs"),
  FAILURE_RATIO(Kind.NUMBER, "0.5", "0.05", "1", "Part of them that must have failed"),
  STREAK(Kind.INTEGER, "8", "3", "100", "Failures in a row that open on low traffic"),
  DISTINCT_JOBS(Kind.INTEGER, "5", "1", "8", "Different jobs that must have failed"),
  MIN_SPAN(Kind.DURATION, "2s", "0s", "60s", "Time that the deciding outcomes must span"),
  MAX_AGE(Kind.DURATION, "1h", "1m", "24h", "Older outcomes are no evidence"),
  SLOW_THRESHOLD(Kind.SWITCHED_DURATION, "off", "1ms", "24h", "A success that took longer is slow"),
  SLOW_RATIO(Kind.NUMBER, "1", "0.1", "1", "Part of the outcomes that must be slow or failed"),
  FAIL_ON(Kind.RULES, "", "0", "50", "Only these errors are failures; empty means all"),
  IGNORE(Kind.RULES, "", "0", "50", "These errors say nothing about the dependency"),
  BASE_OPEN(Kind.DURATION, "2s", "500ms", "10m", "The first wait before a probe"),
  MULTIPLIER(Kind.NUMBER, "2", "1", "4", "Growth of the wait with each failed probe"),
  MAX_OPEN(Kind.DURATION, "1m", "1s", "1h", "The longest wait"),
  JITTER(Kind.NUMBER, "0.1", "0", "0.5", "Part of the wait that is spread"),
  RETRY_AFTER_MAX(Kind.DURATION, "15m", "0s", "24h", "The longest wait a dependency may ask for"),
  STABLE_AFTER(Kind.DURATION, "10m", "0s", "24h", "Closed so long, the wait starts small again"),
  HEALTH_PROBE(Kind.TARGET, "", "", "", "http(s) or tcp address that must answer before jobs do"),
  HEALTH_INTERVAL(Kind.DURATION, "5s", "1s", "10m", "Time between two health probes"),
  HEALTH_TIMEOUT(Kind.DURATION, "2s", "100ms", "30s", "How long a health probe may take"),
  PROBE_JOBS(Kind.INTEGER, "3", "1", "100", "Jobs of one probe round: one first, then the rest"),
  PROBE_NEED(Kind.INTEGER, "2", "1", "100", "Successes that end a round well"),
  PROBE_TIMEOUT(Kind.DURATION, "1m", "1s", "1h", "When a round without answers ends"),
  DRAIN_TIMEOUT(Kind.DURATION, "30s", "0s", "1h", "Wait for attempts still with workers"),
  RAMP_STEP(Kind.DURATION, "5s", "1s", "1m", "Length of a step of the ramp"),
  RAMP_START(Kind.NUMBER, "0.1", "0.01", "1", "Part of the usual rate to start with"),
  MAX_FORCE_CLOSED(Kind.DURATION, "24h", "1m", "168h", "The longest force-close"),
  MANUAL_REMINDER(Kind.DURATION, "1h", "1m", "24h", "How often a hold without end is recalled"),
  FOREIGN_RESUME(Kind.WORD, "adopt", "adopt", "enforce", "When somebody resumes a held queue");

  /** What values look like. Durations are text like {@code 500ms}, {@code 2s}, {@code 1m}. */
  public enum Kind {
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** A duration. */
    DURATION,
    /** A duration, or {@code off}. */
    SWITCHED_DURATION,
    /** A list of {@link ErrorRule}s. */
    RULES,
    /** A {@link HealthTarget}, or nothing. */
    TARGET,
    /** One of two words: the least and the greatest. */
    WORD
  }

  private static final int LONGEST_RULE = 200;

  private final Kind kind;
  private final String standard;
  private final String least;
  private final String greatest;
  private final String about;

  PolicyField(Kind kind, String standard, String least, String greatest, String about) {
    this.kind = kind;
    this.standard = standard;
    this.least = least;
    this.greatest = greatest;
    this.about = about;
  }

  /** The key in the API. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its values look like. */
  public Kind kind() {
    return kind;
  }

  /** The least value, as text; of a list the fewest entries. */
  public String least() {
    return least;
  }

  /** The greatest value, as text; of a list the most entries. */
  public String greatest() {
    return greatest;
  }

  /** What it means, in a few words. */
  public String about() {
    return about;
  }

  /** The default, as {@link #parse} gives it. */
  public Object standard() {
    return kind == Kind.RULES ? List.of() : parse(standard);
  }

  /**
   * The field of a key, with underscores or dashes.
   *
   * @throws PolicyException when there is none
   */
  public static PolicyField of(String key) {
    for (var field : values()) {
      if (field.key().equals(key.replace('-', '_'))) {
        return field;
      }
    }
    throw new PolicyException(key, "is not a field of a policy");
  }

  /**
   * The checked value in the one form that is stored and shown: Integer, Double, String (durations,
   * words, targets) or a List of String.
   *
   * @param raw from JSON or YAML
   * @throws PolicyException naming this field when it is not a value, or beyond the limits
   */
  public Object parse(@Nullable Object raw) {
    if (raw == null) {
      throw new PolicyException(key(), "must have a value");
    }
    return switch (kind) {
      case INTEGER -> whole(raw);
      case NUMBER -> number(raw);
      case DURATION -> Durations.text(within(duration(raw)));
      case SWITCHED_DURATION -> isOff(raw) ? "off" : Durations.text(within(duration(raw)));
      case RULES -> rules(raw);
      case TARGET -> target(raw);
      case WORD -> word(raw);
    };
  }

  private Object whole(Object raw) {
    double number = number(raw);
    if (number != Math.rint(number)) {
      throw wrong("must be a whole number");
    }
    return (int) number;
  }

  private double number(Object raw) {
    double number;
    try {
      number = raw instanceof Number given ? given.doubleValue() : Double.parseDouble(raw + "");
    } catch (NumberFormatException _) {
      throw wrong("must be a number");
    }
    if (!(number >= Double.parseDouble(least) && number <= Double.parseDouble(greatest))) {
      throw wrong("must be " + least + " to " + greatest);
    }
    return number;
  }

  private Duration duration(Object raw) {
    var parsed = Durations.parse(String.valueOf(raw));
    if (parsed == null) {
      throw wrong("must be a duration like 500ms, 2s, 1m or 1h");
    }
    return parsed;
  }

  private Duration within(Duration value) {
    if (value.compareTo(Durations.of(least)) < 0 || value.compareTo(Durations.of(greatest)) > 0) {
      throw wrong("must be " + least + " to " + greatest);
    }
    return value;
  }

  /** YAML reads a bare {@code off} as false. */
  private static boolean isOff(Object raw) {
    return raw.equals(false) || String.valueOf(raw).equalsIgnoreCase("off");
  }

  private List<String> rules(Object raw) {
    if (!(raw instanceof List<?> given)) {
      throw wrong("must be a list of rules like class:TimeoutException");
    }
    if (given.size() > Integer.parseInt(greatest)) {
      throw wrong("must not have more than " + greatest + " rules");
    }
    List<String> rules = new ArrayList<>();
    for (var entry : given) {
      if (!(entry instanceof String rule) || rule.isBlank() || rule.length() > LONGEST_RULE) {
        throw wrong("must hold rules of 1 to " + LONGEST_RULE + " characters");
      }
      try {
        ErrorRule.of(rule);
      } catch (IllegalArgumentException e) {
        throw wrong("has a rule that is no pattern: " + rule + " (" + e.getMessage() + ")");
      }
      rules.add(rule);
    }
    return List.copyOf(rules);
  }

  private String target(Object raw) {
    var text = String.valueOf(raw).strip();
    try {
      return text.isEmpty() ? "" : HealthTarget.of(text).toString();
    } catch (IllegalArgumentException e) {
      throw wrong("must be like https://host/path or tcp://host:port: " + e.getMessage());
    }
  }

  private String word(Object raw) {
    var word = String.valueOf(raw);
    if (!word.equals(least) && !word.equals(greatest)) {
      throw wrong("must be " + least + " or " + greatest);
    }
    return word;
  }

  private PolicyException wrong(String problem) {
    return new PolicyException(key(), problem);
  }
}
