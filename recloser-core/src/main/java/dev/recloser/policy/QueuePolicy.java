package dev.recloser.policy;

import dev.recloser.breaker.Policy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is set for one breaker.
 *
 * @param breaker the rules of its machine
 * @param errors which failed attempts count
 * @param slowThreshold a success that took longer is slow; null when the slow rule is off
 * @param health what to ask before jobs are let through; null for nothing
 * @param healthTimeout how long that may take
 * @param maxForceClosed the longest force-close
 * @param manualReminder how often a hold without end is recalled
 * @param enforceHold whether a hold that somebody lifted at the engine is set again, instead of
 *     taken as a close
 */
public record QueuePolicy(
    Policy breaker,
    ErrorRules errors,
    @Nullable Duration slowThreshold,
    @Nullable HealthTarget health,
    Duration healthTimeout,
    Duration maxForceClosed,
    Duration manualReminder,
    boolean enforceHold) {

  /** The defaults of every field. */
  public static final QueuePolicy DEFAULTS = of(Map.of());

  /**
   * A policy from checked values; the defaults stand in for what is missing.
   *
   * @throws dev.recloser.breaker.PolicyException when values that are right alone contradict
   */
  public static QueuePolicy of(Map<PolicyField, Object> values) {
    var all = new EnumMap<PolicyField, Object>(PolicyField.class);
    for (var field : PolicyField.values()) {
      var value = values.get(field);
      all.put(field, value == null ? field.standard() : value);
    }
    var given = new Values(all);
    var target = given.text(PolicyField.HEALTH_PROBE);
    var slow = given.text(PolicyField.SLOW_THRESHOLD);
    return new QueuePolicy(
        breaker(given, !target.isEmpty()),
        new ErrorRules(given.rules(PolicyField.FAIL_ON), given.rules(PolicyField.IGNORE)),
        slow.equals("off") ? null : Durations.of(slow),
        target.isEmpty() ? null : HealthTarget.of(target),
        given.duration(PolicyField.HEALTH_TIMEOUT),
        given.duration(PolicyField.MAX_FORCE_CLOSED),
        given.duration(PolicyField.MANUAL_REMINDER),
        given.text(PolicyField.FOREIGN_RESUME).equals("enforce"));
  }

  private static Policy breaker(Values given, boolean health) {
    return new Policy(
        given.whole(PolicyField.MIN_VOLUME),
        given.number(PolicyField.FAILURE_RATIO),
        given.whole(PolicyField.STREAK),
        given.whole(PolicyField.DISTINCT_JOBS),
        given.duration(PolicyField.MIN_SPAN),
        given.duration(PolicyField.MAX_AGE),
        given.duration(PolicyField.BASE_OPEN),
        given.number(PolicyField.MULTIPLIER),
        given.duration(PolicyField.MAX_OPEN),
        given.number(PolicyField.JITTER),
        given.duration(PolicyField.STABLE_AFTER),
        given.whole(PolicyField.PROBE_JOBS),
        given.whole(PolicyField.PROBE_NEED),
        given.duration(PolicyField.PROBE_TIMEOUT),
        given.duration(PolicyField.DRAIN_TIMEOUT),
        given.duration(PolicyField.RAMP_STEP),
        given.number(PolicyField.RAMP_START),
        given.number(PolicyField.SLOW_RATIO),
        given.duration(PolicyField.RETRY_AFTER_MAX),
        health ? given.duration(PolicyField.HEALTH_INTERVAL) : null);
  }

  /** Checked values by field, each in the type its field has. */
  private record Values(Map<PolicyField, Object> all) {

    private Object get(PolicyField field) {
      return java.util.Objects.requireNonNull(all.get(field));
    }

    int whole(PolicyField field) {
      return ((Number) get(field)).intValue();
    }

    double number(PolicyField field) {
      return ((Number) get(field)).doubleValue();
    }

    String text(PolicyField field) {
      return (String) get(field);
    }

    Duration duration(PolicyField field) {
      return Durations.of(text(field));
    }

    List<ErrorRule> rules(PolicyField field) {
      return ((List<?>) get(field)).stream().map(rule -> ErrorRule.of((String) rule)).toList();
    }
  }
}
