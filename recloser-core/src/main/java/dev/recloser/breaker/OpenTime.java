package dev.recloser.breaker;

import java.time.Duration;

/** How long an open breaker waits before it probes. */
final class OpenTime {

  private OpenTime() {}

  /**
   * The wait grows with each trip up to the cap. The jitter spreads breakers that opened together;
   * it depends on nothing but the arguments.
   */
  static Duration of(String id, long episode, int tripCount, Policy policy) {
    double base = policy.baseOpen().toMillis();
    double cap = policy.maxOpen().toMillis();
    double grown = base * StrictMath.pow(policy.multiplier(), Math.max(0, tripCount - 1));
    double spread = 1 + policy.jitter() * (2 * fraction(id, episode, tripCount) - 1);
    return Duration.ofMillis(Math.round(Math.min(grown, cap) * spread));
  }

  /** The longest wait that a policy can give. */
  static Duration longest(Policy policy) {
    return Duration.ofMillis(Math.round(policy.maxOpen().toMillis() * (1 + policy.jitter())));
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  private static double fraction(String id, long episode, int tripCount) {
    long mixed = mix(mix(mix(id.hashCode()) + episode) + tripCount);
    return (mixed >>> 11) * 0x1.0p-53;
  }

  /** The finalizer of SplitMix64: each input bit changes about half of the output bits. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
