package dev.recloser.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which failed attempts count as failures of the dependency.
 *
 * @param failOn only these count; all when empty
 * @param ignore these never count, whatever {@code failOn} says
 */
public record ErrorRules(List<ErrorRule> failOn, List<ErrorRule> ignore) {

  /** Every failed attempt counts. */
  public static final ErrorRules ALL = new ErrorRules(List.of(), List.of());

  public ErrorRules {
    failOn = List.copyOf(failOn);
    ignore = List.copyOf(ignore);
  }

  /**
   * Whether a failed attempt counts. One of which nothing is known counts: silence must not hide an
   * outage.
   */
  public boolean counts(
      @Nullable String type, @Nullable String errorClass, @Nullable String message) {
    for (var rule : ignore) {
      if (rule.matches(type, errorClass, message)) {
        return false;
      }
    }
    if (failOn.isEmpty() || (errorClass == null && message == null)) {
      return true;
    }
    for (var rule : failOn) {
      if (rule.matches(type, errorClass, message)) {
        return true;
      }
    }
    return false;
  }
}
