package dev.recloser.breaker;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a policy, to change some of them. */
final class PolicyParts {

  int minVolume;
  double failureRatio;
  int streak;
  int distinctJobs;
  Duration minSpan;
  Duration maxAge;
  Duration baseOpen;
  double multiplier;
  Duration maxOpen;
  double jitter;
  Duration stableAfter;
  int probeJobs;
  int probeNeed;
  Duration probeTimeout;
  Duration drainTimeout;
  Duration rampStep;
  double rampStart;
  double slowRatio;
  Duration retryAfterMax;
  @Nullable Duration healthInterval;

  private PolicyParts(Policy policy) {
    minVolume = policy.minVolume();
    failureRatio = policy.failureRatio();
    streak = policy.streak();
    distinctJobs = policy.distinctJobs();
    minSpan = policy.minSpan();
    maxAge = policy.maxAge();
    baseOpen = policy.baseOpen();
    multiplier = policy.multiplier();
    maxOpen = policy.maxOpen();
    jitter = policy.jitter();
    stableAfter = policy.stableAfter();
    probeJobs = policy.probeJobs();
    probeNeed = policy.probeNeed();
    probeTimeout = policy.probeTimeout();
    drainTimeout = policy.drainTimeout();
    rampStep = policy.rampStep();
    rampStart = policy.rampStart();
    slowRatio = policy.slowRatio();
    retryAfterMax = policy.retryAfterMax();
    healthInterval = policy.healthInterval();
  }

  /** The defaults but for what is changed. */
  static Policy with(Consumer<PolicyParts> change) {
    return of(Policy.DEFAULTS, change);
  }

  /** A policy but for what is changed. */
  static Policy of(Policy policy, Consumer<PolicyParts> change) {
    var parts = new PolicyParts(policy);
    change.accept(parts);
    return parts.policy();
  }

  private Policy policy() {
    return new Policy(
        minVolume,
        failureRatio,
        streak,
        distinctJobs,
        minSpan,
        maxAge,
        baseOpen,
        multiplier,
        maxOpen,
        jitter,
        stableAfter,
        probeJobs,
        probeNeed,
        probeTimeout,
        drainTimeout,
        rampStep,
        rampStart,
        slowRatio,
        retryAfterMax,
        healthInterval);
  }
}
