package dev.recloser.bench;

import java.util.Locale;

/**
 * What a rule did to a trace. Jobs that are poison count nowhere but in their effect on the rule.
 *
 * @param dead jobs that failed for good
 * @param burned failed attempts during the outage, those that the rule refused included
 * @param tripSeconds from the start of the outage to the first trip; -1 if never
 * @param stableSeconds from the end of the outage until successes reach 80% of the arrivals; -1 if
 *     never
 * @param falseTrips trips before the outage, or at all where there is none
 * @param tripsDuring trips during the outage, failed probes included
 * @param reopens trips after the outage
 * @param idleSeconds time that a process held or refused jobs while the dependency was up, mean
 *     over the processes
 * @param left jobs waiting at the end
 */
record Figures(
    long dead,
    long burned,
    double tripSeconds,
    double stableSeconds,
    long falseTrips,
    long tripsDuring,
    long reopens,
    double idleSeconds,
    long left) {

  /** A time for people: "-" when it never came. */
  static String seconds(double seconds) {
    if (seconds < 0) {
      return "never";
    }
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f" : "%.0f", seconds);
  }

  /** Adds up the figures while a trace runs. */
  static final class Count {
    private static final double STABLE_SHARE = 0.8;
    private static final int LEAST_SECONDS = 10;
    private static final int LEAST_ARRIVALS = 3;

    private final Trace trace;
    private final int[] succeeded;
    private final double neededPerWindow;
    private int second;
    private long inWindow;
    private long dead;
    private long burned;
    private long trippedAt = -1;
    private long stableAt = -1;
    private long falseTrips;
    private long tripsDuring;
    private long reopens;
    private double idleSeconds;

    Count(Trace trace) {
      this.trace = trace;
      double perSecond = trace.arrivals().perSecond();
      succeeded = new int[(int) Math.max(LEAST_SECONDS, Math.ceil(LEAST_ARRIVALS / perSecond))];
      neededPerWindow = STABLE_SHARE * perSecond * succeeded.length;
    }

    void ended(Attempt attempt, boolean success, long now) {
      if (attempt.poison()) {
        return;
      }
      var outage = trace.outage();
      if (success) {
        succeeded[second]++;
        inWindow++;
      } else {
        burned += outage != null && outage.covers(now) ? 1 : 0;
        dead += attempt.last() ? 1 : 0;
      }
    }

    void tripped(long now) {
      var outage = trace.outage();
      if (outage == null || now < outage.from()) {
        falseTrips++;
      } else if (outage.covers(now)) {
        tripsDuring++;
        trippedAt = trippedAt < 0 ? now - outage.from() : trippedAt;
      } else {
        reopens++;
      }
    }

    /** A second is over, in which this share of the processes did no work. */
    void second(long now, double held) {
      var outage = trace.outage();
      if (outage == null || !outage.downAt(now)) {
        idleSeconds += held;
      }
      if (outage != null && now >= outage.ends() && stableAt < 0 && inWindow >= neededPerWindow) {
        stableAt = now - outage.ends();
      }
      second = (second + 1) % succeeded.length;
      inWindow -= succeeded[second];
      succeeded[second] = 0;
    }

    Figures figures(long left) {
      return new Figures(
          dead,
          burned,
          trippedAt < 0 ? -1 : trippedAt / 1000.0,
          stableAt < 0 ? -1 : stableAt / 1000.0,
          falseTrips,
          tripsDuring,
          reopens,
          idleSeconds,
          left);
    }
  }
}
