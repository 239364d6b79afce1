package dev.recloser.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which jobs failed lately, so that the retries of one poison job do not look like many
 * failing jobs. Holds the newest 256 for ten minutes. Confined to its guard.
 */
final class FreshJobs {

  private static final int MAX = 256;
  private static final Duration AGE = Duration.ofMinutes(10);

  private final LinkedHashMap<Long, Instant> failedAt = new LinkedHashMap<>();

  /** Whether this is the job's first failure of the last ten minutes; remembers it. */
  boolean failed(long hash, Instant now) {
    var earlier = failedAt.get(hash);
    boolean fresh = earlier == null || earlier.isBefore(now.minus(AGE));
    if (fresh) {
      failedAt.remove(hash);
      failedAt.put(hash, now);
      forgetOldest();
    }
    return fresh;
  }

  /** The next failure of this job is its first one again. */
  void forget(long hash) {
    failedAt.remove(hash);
  }

  private void forgetOldest() {
    var entries = failedAt.entrySet().iterator();
    while (failedAt.size() > MAX && entries.hasNext()) {
      Map.Entry<Long, Instant> _ = entries.next();
      entries.remove();
    }
  }

  /** FNV-1a, 64 bit: well spread, and the same in every run. */
  static long hash(String jobId) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < jobId.length(); i++) {
      hash = (hash ^ jobId.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
