package dev.recloser.breaker;

import java.time.Duration;
import java.util.Locale;

/** Numbers and causes in the words of the audit log. */
final class Sentences {

  private static final int COUNTED_JOBS = 8;

  private Sentences() {}

  static String of(Cause cause, Policy policy) {
    String jobs =
        cause.distinctJobs() >= COUNTED_JOBS
            ? COUNTED_JOBS + " or more different jobs"
            : cause.distinctJobs() == 1 ? "1 job" : cause.distinctJobs() + " different jobs";
    String rest = ", " + jobs + ", over " + of(cause.span());
    return switch (cause.rule()) {
      case RATE, RAMP_FAILED ->
          ratio(cause) + " (limit " + Math.round(100 * policy.failureRatio()) + "%)" + rest;
      case SLOW ->
          "%d of %d outcomes were slow or failed (limit %d%%), over %s"
              .formatted(
                  cause.failed(),
                  cause.total(),
                  Math.round(100 * policy.slowRatio()),
                  of(cause.span()));
      case STREAK -> cause.failed() + " failures in a row" + rest;
      case PROBE_FAILED -> cause.failed() + " of " + cause.total() + " probes failed";
    };
  }

  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 60_000) {
      return number(millis / 1000.0) + " s";
    }
    long seconds = Math.round(millis / 1000.0);
    return seconds < 3600
        ? pair(seconds / 60, "min", seconds % 60, "s")
        : pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
  }

  static String of(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  static String perSecond(double limit) {
    return number(limit) + " starts per second";
  }

  static String whyHeld(BreakerState state) {
    if (state.mainOpen()) {
      return "The main breaker is open";
    }
    if (state.masked()) {
      return "Waits its turn after the main breaker closed";
    }
    if (state.lock() instanceof Lock.ForcedOpen forced) {
      String reason = forced.reason() == null ? "" : ": " + forced.reason();
      return "Held by " + forced.actor() + reason;
    }
    return switch (state.position()) {
      case Position.Ramping _ -> "Runs at a rising rate";
      case Position.Open _, Position.Probing _, Position.Closed _ -> {
        Cause cause = state.position().cause();
        yield cause == null ? "The breaker is open" : ratio(cause);
      }
    };
  }

  private static String ratio(Cause cause) {
    return cause.failed() + " of " + cause.total() + " outcomes failed";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  private static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
