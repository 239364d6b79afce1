package dev.recloser.control;

import dev.recloser.breaker.Cause;
import dev.recloser.control.BreakerView.ErrorCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The errors behind the last trip. They are counted for two seconds after it, since their texts may
 * come late. Confined to its guard.
 */
final class CauseErrors {

  private static final Duration COME_WITHIN = Duration.ofSeconds(2);

  private final Failures failures;
  private List<ErrorCount> known = List.of();
  private @Nullable Instant until;

  CauseErrors(Failures failures) {
    this.failures = failures;
  }

  /** Those of before a restart. */
  void restore(List<ErrorCount> errors) {
    known = errors;
  }

  /** What is known now of the errors behind a cause. */
  List<ErrorCount> of(@Nullable Cause cause) {
    if (until == null || cause == null) {
      return known;
    }
    return failures.since(cause.at().minus(cause.span()).minusSeconds(1), 5);
  }

  /** The cause is another one. */
  void note(@Nullable Cause before, @Nullable Cause after) {
    if (after == null) {
      known = List.of();
      until = null;
    } else if (!after.equals(before)) {
      known = List.of();
      until = after.at().plus(COME_WITHIN);
    }
  }

  /** Whether they became complete with this look. */
  boolean complete(@Nullable Cause cause, Instant now) {
    if (until == null || now.isBefore(until)) {
      return false;
    }
    known = of(cause);
    until = null;
    return true;
  }
}
