package dev.recloser.control;

import dev.recloser.breaker.Suspect;
import dev.recloser.policy.ErrorRule;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A trip that did not happen, because one part of the queue makes the failures.
 *
 * @param since when that was first so
 * @param lastAt when it was so last
 */
public record Withheld(Suspect suspect, Instant since, Instant lastAt) {

  /** {@code type_suspect} or {@code worker_suspect}. */
  public String rule() {
    return suspect.kind().name().toLowerCase(Locale.ROOT) + "_suspect";
  }

  /** One sentence with the numbers. */
  public String text() {
    var what = suspect.kind() == Suspect.Kind.TYPE ? "of job type " : "by worker ";
    var others = suspect.kind() == Suspect.Kind.TYPE ? "other types" : "other workers";
    return "%d of %d failures are %s%s; %s succeed, so the breaker stays closed"
        .formatted(suspect.failed(), suspect.total(), what, suspect.name(), others);
  }

  /** The rule that would leave out this job type; null for a worker. */
  public @Nullable String ignoreRule() {
    return suspect.kind() == Suspect.Kind.TYPE ? ErrorRule.forType(suspect.name()) : null;
  }
}
