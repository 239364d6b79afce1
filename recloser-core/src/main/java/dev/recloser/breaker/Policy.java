package dev.recloser.breaker;

import java.time.Duration;

/**
 * The rules of one breaker. Ranges are checked here, with the key's name in the message. Defaults
 * and their evidence: docs/breaker.md.
 *
 * @param minVolume outcomes needed for the rate rule, 5 to 1,000
 * @param failureRatio part of them that must have failed, 0.05 to 1
 * @param streak failures in a row that open on low traffic, 3 to 100
 * @param distinctJobs different fresh failing jobs needed, 1 to 8
 * @param minSpan time the deciding outcomes must span, 0 to 60 s
 * @param maxAge older outcomes are no evidence, 1 min to 24 h
 * @param baseOpen the first wait before a probe, 0.5 s to 10 min
 * @param multiplier growth of the wait, 1 to 4
 * @param maxOpen the longest wait, 1 s to 1 h
 * @param jitter part of the wait that is spread, 0 to 0.5
 * @param stableAfter time closed after which the wait starts small again, 0 to 24 h
 * @param probeJobs starts of one probe round, 1 to 100
 * @param probeNeed successes that end a round well, 1 to probeJobs
 * @param probeTimeout when a round without verdict ends, 1 s to 1 h
 * @param drainTimeout how long to wait for attempts still with workers before the first probe
 * @param rampStep length of a ramp step, 1 to 60 s
 * @param rampStart part of the baseline to start with, 0.01 to 1; at least one start per second
 */
public record Policy(
    int minVolume,
    double failureRatio,
    int streak,
    int distinctJobs,
    Duration minSpan,
    Duration maxAge,
    Duration baseOpen,
    double multiplier,
    Duration maxOpen,
    double jitter,
    Duration stableAfter,
    int probeJobs,
    int probeNeed,
    Duration probeTimeout,
    Duration drainTimeout,
    Duration rampStep,
    double rampStart) {

  /** The defaults, from the evidence of simulation and of other breakers. */
  public static final Policy DEFAULTS =
      new Policy(
          20,
          0.5,
          8,
          5,
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          Duration.ofSeconds(2),
          2,
          Duration.ofSeconds(60),
          0.1,
          Duration.ofMinutes(10),
          3,
          2,
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          0.1);

  public Policy {
    require(minVolume >= 5 && minVolume <= 1_000, "breaker.min-volume must be 5 to 1000");
    require(failureRatio >= 0.05 && failureRatio <= 1, "breaker.failure-ratio must be 0.05 to 1");
    require(streak >= 3 && streak <= 100, "breaker.streak must be 3 to 100");
    require(distinctJobs >= 1 && distinctJobs <= 8, "breaker.distinct-jobs must be 1 to 8");
    within(minSpan, Duration.ZERO, Duration.ofSeconds(60), "breaker.min-span must be 0 to 60 s");
    within(
        maxAge, Duration.ofMinutes(1), Duration.ofHours(24), "breaker.max-age must be 1 m to 24 h");
    within(
        baseOpen,
        Duration.ofMillis(500),
        Duration.ofMinutes(10),
        "breaker.base-open must be 0.5 s to 10 m");
    require(multiplier >= 1 && multiplier <= 4, "breaker.multiplier must be 1 to 4");
    within(
        maxOpen, Duration.ofSeconds(1), Duration.ofHours(1), "breaker.max-open must be 1 s to 1 h");
    require(maxOpen.compareTo(baseOpen) >= 0, "breaker.max-open must not be below base-open");
    require(jitter >= 0 && jitter <= 0.5, "breaker.jitter must be 0 to 0.5");
    within(
        stableAfter, Duration.ZERO, Duration.ofHours(24), "breaker.stable-after must be 0 to 24 h");
    require(probeJobs >= 1 && probeJobs <= 100, "breaker.probe-jobs must be 1 to 100");
    require(probeNeed >= 1 && probeNeed <= probeJobs, "breaker.probe-need must be 1 to probe-jobs");
    within(
        probeTimeout,
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        "breaker.probe-timeout must be 1 s to 1 h");
    within(
        drainTimeout, Duration.ZERO, Duration.ofHours(1), "breaker.drain-timeout must be 0 to 1 h");
    within(
        rampStep,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        "breaker.ramp-step must be 1 to 60 s");
    require(rampStart >= 0.01 && rampStart <= 1, "breaker.ramp-start must be 0.01 to 1");
  }

  private static void within(Duration value, Duration low, Duration high, String message) {
    require(value.compareTo(low) >= 0 && value.compareTo(high) <= 0, message);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
