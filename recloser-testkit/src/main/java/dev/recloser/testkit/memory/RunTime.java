package dev.recloser.testkit.memory;

import java.time.Duration;

/** How long runs take. Less than a millisecond is a millisecond, so that time always passes. */
@FunctionalInterface
public interface RunTime {

  /** How long this run takes; asked at its start. */
  Duration of(Run run);

  /** The same for all. */
  static RunTime fixed(Duration duration) {
    return _ -> duration;
  }

  /** Evenly spread, chosen by job and attempt. */
  static RunTime between(Duration shortest, Duration longest, long seed) {
    var spread = longest.minus(shortest).toNanos();
    return run -> shortest.plusNanos((long) (Draw.of(seed, run) * spread));
  }
}
