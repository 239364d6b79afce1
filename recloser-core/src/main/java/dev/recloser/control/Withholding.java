package dev.recloser.control;

import dev.recloser.breaker.Suspect;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The trip that was withheld last, for as long as it is worth showing. Confined to its guard. */
final class Withholding {

  private static final Duration SHOWN = Duration.ofMinutes(1);

  private @Nullable Withheld newest;

  /** Takes a trip that was withheld; returns it when that is news, null when it goes on. */
  @Nullable Withheld add(Suspect suspect, Instant now) {
    var before = now(now);
    if (before != null && before.suspect().name().equals(suspect.name())) {
      newest = new Withheld(suspect, before.since(), now);
      return null;
    }
    newest = new Withheld(suspect, now, now);
    return newest;
  }

  /** The one of the last minute; null when there is none. */
  @Nullable Withheld now(Instant now) {
    var seen = newest;
    return seen == null || seen.lastAt().plus(SHOWN).isBefore(now) ? null : seen;
  }
}
