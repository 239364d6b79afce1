package dev.recloser.breaker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one breaker. Ranges are checked here: a {@link PolicyException} names the field.
 * Defaults and their evidence: docs/breaker.md.
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
 * @param slowRatio part of the outcomes that must be slow for the slow rule, 0.1 to 1; what counts
 *     as slow is told by whoever makes {@link Event.Outcomes}
 * @param retryAfterMax the longest wait that a dependency may ask for, 0 to 24 h
 * @param healthInterval time between two health probes, 1 s to 10 min; null when there is none
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
    double rampStart,
    double slowRatio,
    Duration retryAfterMax,
    @Nullable Duration healthInterval) {

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
          0.1,
          1,
          Duration.ofMinutes(15),
          null);

  public Policy {
    require(minVolume >= 5 && minVolume <= 1_000, "min_volume", "must be 5 to 1000");
    require(failureRatio >= 0.05 && failureRatio <= 1, "failure_ratio", "must be 0.05 to 1");
    require(streak >= 3 && streak <= 100, "streak", "must be 3 to 100");
    require(distinctJobs >= 1 && distinctJobs <= 8, "distinct_jobs", "must be 1 to 8");
    within(minSpan, Duration.ZERO, Duration.ofSeconds(60), "min_span", "must be 0 to 60 s");
    within(maxAge, Duration.ofMinutes(1), Duration.ofHours(24), "max_age", "must be 1 m to 24 h");
    within(
        baseOpen,
        Duration.ofMillis(500),
        Duration.ofMinutes(10),
        "base_open",
        "must be 0.5 s to 10 m");
    require(multiplier >= 1 && multiplier <= 4, "multiplier", "must be 1 to 4");
    within(maxOpen, Duration.ofSeconds(1), Duration.ofHours(1), "max_open", "must be 1 s to 1 h");
    require(maxOpen.compareTo(baseOpen) >= 0, "max_open", "must not be below base_open");
    require(jitter >= 0 && jitter <= 0.5, "jitter", "must be 0 to 0.5");
    within(stableAfter, Duration.ZERO, Duration.ofHours(24), "stable_after", "must be 0 to 24 h");
    require(probeJobs >= 1 && probeJobs <= 100, "probe_jobs", "must be 1 to 100");
    require(probeNeed >= 1 && probeNeed <= probeJobs, "probe_need", "must be 1 to probe_jobs");
    within(
        probeTimeout,
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        "probe_timeout",
        "must be 1 s to 1 h");
    within(drainTimeout, Duration.ZERO, Duration.ofHours(1), "drain_timeout", "must be 0 to 1 h");
    within(
        rampStep, Duration.ofSeconds(1), Duration.ofSeconds(60), "ramp_step", "must be 1 to 60 s");
    require(rampStart >= 0.01 && rampStart <= 1, "ramp_start", "must be 0.01 to 1");
    require(slowRatio >= 0.1 && slowRatio <= 1, "slow_ratio", "must be 0.1 to 1");
    within(
        retryAfterMax, Duration.ZERO, Duration.ofHours(24), "retry_after_max", "must be 0 to 24 h");
    if (healthInterval != null) {
      within(
          healthInterval,
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          "health_interval",
          "must be 1 s to 10 m");
    }
  }

  private static void within(
      Duration value, Duration low, Duration high, String field, String message) {
    require(value.compareTo(low) >= 0 && value.compareTo(high) <= 0, field, message);
  }

  private static void require(boolean holds, String field, String message) {
    if (!holds) {
      throw new PolicyException(field, message);
    }
  }
}
