package dev.recloser.control;

import dev.recloser.breaker.Cause;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.policy.PolicyField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences for operators. */
final class Words {

  private Words() {}

  /** Like {@code 11 m 24 s}; the two largest units, below a minute with one decimal. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      double exact = duration.toMillis() / 1000.0;
      return (exact == Math.rint(exact) ? "%.0f s" : "%.1f s").formatted(exact);
    }
    if (seconds < 3_600) {
      return "%d m %02d s".formatted(seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return "%d h %02d m".formatted(seconds / 3_600, seconds % 3_600 / 60);
    }
    return "%d d %d h".formatted(seconds / 86_400, seconds % 86_400 / 3_600);
  }

  /** One sentence on why a breaker opened: rule, numbers, top error. */
  static String cause(Cause cause, List<ErrorCount> errors) {
    var numbers =
        switch (cause.rule()) {
          case RATE -> "%d of %d attempts failed".formatted(cause.failed(), cause.total());
          case SLOW ->
              "%d of %d attempts were slow or failed".formatted(cause.failed(), cause.total());
          case STREAK -> "%d attempts failed in a row".formatted(cause.failed());
          case PROBE_FAILED -> "%d of %d probes failed".formatted(cause.failed(), cause.total());
          case RAMP_FAILED ->
              "%d of %d attempts failed while ramping".formatted(cause.failed(), cause.total());
        };
    return errors.isEmpty() ? numbers : numbers + " with " + errors.getFirst().error();
  }

  /** Makes errors that differ in numbers, ids, hosts and addresses equal. */
  static String fingerprint(String error) {
    return Fingerprint.of(error);
  }

  /** What differs between two policies, e.g. {@code min_volume 20 -> 50}. */
  static String difference(Map<PolicyField, Object> before, Map<PolicyField, Object> after) {
    var words =
        after.entrySet().stream()
            .filter(field -> !field.getValue().equals(before.get(field.getKey())))
            .map(field ->
                "%s %s -> %s"
                    .formatted(field.getKey().key(), before.get(field.getKey()), field.getValue()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "No value is different" : words;
  }

  /** Text from people on one line, so that a log line stays one. */
  static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
