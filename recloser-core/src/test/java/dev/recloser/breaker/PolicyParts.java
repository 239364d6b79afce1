package dev.recloser.breaker;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a policy, to change some of the defaults. */
final class PolicyParts {

  int minVolume = Policy.DEFAULTS.minVolume();
  double failureRatio = Policy.DEFAULTS.failureRatio();
  int streak = Policy.DEFAULTS.streak();
  int distinctJobs = Policy.DEFAULTS.distinctJobs();
  Duration minSpan = Policy.DEFAULTS.minSpan();
  Duration maxAge = Policy.DEFAULTS.maxAge();
  Duration baseOpen = Policy.DEFAULTS.baseOpen();
  double multiplier = Policy.DEFAULTS.multiplier();
  Duration maxOpen = Policy.DEFAULTS.maxOpen();
  double jitter = Policy.DEFAULTS.jitter();
  Duration stableAfter = Policy.DEFAULTS.stableAfter();
  int probeJobs = Policy.DEFAULTS.probeJobs();
  int probeNeed = Policy.DEFAULTS.probeNeed();
  Duration probeTimeout = Policy.DEFAULTS.probeTimeout();
  Duration drainTimeout = Policy.DEFAULTS.drainTimeout();
  Duration rampStep = Policy.DEFAULTS.rampStep();
  double rampStart = Policy.DEFAULTS.rampStart();
  double slowRatio = Policy.DEFAULTS.slowRatio();
  Duration retryAfterMax = Policy.DEFAULTS.retryAfterMax();
  @Nullable Duration healthInterval = Policy.DEFAULTS.healthInterval();

  /** The defaults but for what is changed. */
  static Policy with(Consumer<PolicyParts> change) {
    var parts = new PolicyParts();
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
