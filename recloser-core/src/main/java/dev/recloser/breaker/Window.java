package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;

/**
 * The numbers that the rules look at.
 *
 * @param failed failures among the deciding outcomes
 * @param total deciding outcomes: the newest that make up the volume and the span, or all there are
 * @param span time between the oldest and the newest of them
 * @param distinctJobs different fresh jobs that failed in that time; counts to 8
 * @param streak failures in a row up to now
 * @param complete whether volume and span are reached, so that the rate rule decides
 * @param lowTraffic whether the streak rule decides too: not complete, or older than a minute
 * @param slow deciding outcomes that succeeded too slowly
 */
public record Window(
    int failed,
    int total,
    Duration span,
    int distinctJobs,
    int streak,
    boolean complete,
    boolean lowTraffic,
    int slow) {

  Cause cause(Cause.Rule rule, Instant now) {
    return new Cause(rule, failed, total, span, distinctJobs, now);
  }
}
