package dev.recloser.control;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.QueueSample.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that ended, second by second, for the last minute: from outcomes where the engine
 * reports them, else from its totals. A queue where nothing ever happened costs no memory. Confined
 * to its guard.
 */
final class Activity {

  private static final int KEPT = 64;
  private static final int MINUTE = 60;

  /** Samples and outcomes of a second may come this much later. */
  private static final int LATE = 3;

  private final long first;
  private int @Nullable [] succeeded;
  private int[] failed = {};
  private long newest = Long.MIN_VALUE;
  private long recordedTo;
  private boolean known;
  private boolean byOutcomes;
  private long failures;
  private long lastAttempts;

  Activity(Instant now) {
    first = now.getEpochSecond();
    recordedTo = first - 1;
  }

  void outcomes(List<OutcomeBuffer.Report> reports, Instant now) {
    int succeededNow = 0;
    for (var report : reports) {
      if (report instanceof OutcomeBuffer.Ended(var outcome)
          && outcome.kind() == Outcome.Kind.SUCCESS) {
        succeededNow++;
      }
    }
    var losses = losses(reports);
    failures += losses.failed();
    lastAttempts += losses.died();
    if (succeededNow + losses.failed() > 0) {
      known = true;
      byOutcomes = true;
      add(succeededNow, losses.failed(), now);
    }
  }

  void totals(Totals totals, Rates.Delta delta, Instant at) {
    known |= totals.done() != null || totals.failed() != null;
    if (!byOutcomes && delta.done() + delta.failed() > 0) {
      add(clamp(delta.done()), clamp(delta.failed()), at);
    }
  }

  /** Attempts per second in the minute before a time; null where nobody counted. */
  @Nullable Double perSecond(Instant until) {
    if (!known) {
      return null;
    }
    long end = until.getEpochSecond();
    long from = Math.max(first, end - MINUTE + 1);
    double sum = 0;
    for (long second = from; second <= end; second++) {
      sum += count(succeeded, second) + count(failed, second);
    }
    var begin = Instant.ofEpochSecond(from);
    return sum / Math.max(1, Duration.between(begin, until).toMillis() / 1000.0);
  }

  /** The seconds with attempts that were not recorded and are complete by now. */
  List<Recorded> unrecorded(QueueId queue, Instant now) {
    long to = Math.min(newest, now.getEpochSecond() - LATE);
    List<Recorded> seconds = new ArrayList<>();
    for (long second = Math.max(recordedTo, newest - KEPT) + 1; second <= to; second++) {
      int good = count(succeeded, second);
      int bad = count(failed, second);
      if (good + bad > 0) {
        seconds.add(new Recorded(queue, second, good, bad));
      }
    }
    return seconds;
  }

  /** What was unrecorded at this time is on disk. */
  void recorded(Instant now) {
    recordedTo = Math.max(recordedTo, now.getEpochSecond() - LATE);
  }

  /** Failed attempts since the start. */
  long failures() {
    return failures;
  }

  /** Those that made their job dead; 0 also where the engine does not tell. */
  long lastAttempts() {
    return lastAttempts;
  }

  /** What of a batch went wrong: failed attempts, and those that made their job dead. */
  record Losses(int failed, int died) {}

  static Losses losses(List<OutcomeBuffer.Report> reports) {
    int failed = 0;
    int died = 0;
    for (var report : reports) {
      if (report instanceof OutcomeBuffer.Ended(var outcome)
          && outcome.kind() == Outcome.Kind.FAILURE) {
        failed++;
        died += outcome.lastAttempt() ? 1 : 0;
      }
    }
    return new Losses(failed, died);
  }

  private int count(int @Nullable [] counts, long second) {
    boolean kept = second <= newest && second > newest - KEPT;
    return counts == null || !kept ? 0 : counts[Math.floorMod(second, KEPT)];
  }

  private void add(int good, int bad, Instant at) {
    var into = succeeded == null ? allocate(at) : succeeded;
    long second = Math.max(newest, at.getEpochSecond());
    for (long next = Math.max(newest + 1, second - KEPT + 1); next <= second; next++) {
      into[Math.floorMod(next, KEPT)] = 0;
      failed[Math.floorMod(next, KEPT)] = 0;
    }
    newest = second;
    into[Math.floorMod(second, KEPT)] += good;
    failed[Math.floorMod(second, KEPT)] += bad;
  }

  private int[] allocate(Instant at) {
    succeeded = new int[KEPT];
    failed = new int[KEPT];
    newest = at.getEpochSecond();
    return succeeded;
  }

  private static int clamp(long count) {
    return (int) Math.min(Integer.MAX_VALUE / 2, count);
  }
}
