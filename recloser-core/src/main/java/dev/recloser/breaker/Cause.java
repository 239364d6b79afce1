package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;

/**
 * Why a breaker opened by itself: the rule and its numbers at that moment.
 *
 * @param failed failures among the deciding outcomes
 * @param total deciding outcomes
 * @param span time between the oldest and newest deciding outcome
 * @param distinctJobs different fresh jobs that failed
 */
public record Cause(Rule rule, int failed, int total, Duration span, int distinctJobs, Instant at) {

  /** The rules that open a breaker. */
  public enum Rule {
    /** Too large a part of the newest outcomes failed. */
    RATE,
    /** Too many failures in a row on low traffic. */
    STREAK,
    /** Too large a part of the newest outcomes was slow. {@code failed} counts the slow ones. */
    SLOW,
    /** A probe round failed. The first cause is kept; this one is used when there is none. */
    PROBE_FAILED,
    /** Jobs failed while the limit was rising. */
    RAMP_FAILED
  }

  /**
   * One sentence, e.g. {@code 20 of 20 outcomes failed (limit 50%), 8 or more different jobs, over
   * 8.4 s}.
   */
  public String inWords(Policy policy) {
    return Sentences.of(this, policy);
  }
}
