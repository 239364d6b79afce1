package dev.recloser.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts events per key in fixed minutes, so that guessing tokens and filling the audit log stay
 * slow. Holds at most 10,000 keys; its lock guards the map.
 */
final class Attempts {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_KEYS = 10_000;

  private record Count(Instant since, int events) {}

  private final InstantSource clock;
  private final int perMinute;
  private final LinkedHashMap<String, Count> counts = new LinkedHashMap<>();

  Attempts(InstantSource clock, int perMinute) {
    this.clock = clock;
    this.perMinute = perMinute;
  }

  /** Counts one event; false when there were too many in this minute. */
  synchronized boolean allow(String key) {
    var now = clock.instant();
    var count = counts.get(key);
    var next =
        count == null || !now.isBefore(count.since().plus(MINUTE))
            ? new Count(now, 1)
            : new Count(count.since(), count.events() + 1);
    counts.remove(key);
    counts.put(key, next);
    if (counts.size() > MAX_KEYS) {
      Map.Entry<String, Count> _ = counts.pollFirstEntry();
    }
    return next.events() <= perMinute;
  }
}
