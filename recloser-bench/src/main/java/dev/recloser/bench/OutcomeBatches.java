package dev.recloser.bench;

import dev.recloser.breaker.Event;
import dev.recloser.breaker.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that ended, made into batches as Recloser's control makes them: one per period, with the
 * failures in a row at its end and at most eight jobs that did not fail lately.
 */
final class OutcomeBatches {

  private static final int MAX_FRESH = 8;
  private static final int REMEMBERED = 256;
  private static final long REMEMBERED_MILLIS = 600_000;

  private final LinkedHashMap<Long, Long> failedAt = new LinkedHashMap<>();
  private List<Ended> ended = new ArrayList<>();

  /** How an attempt ended. */
  private enum Kind {
    SUCCESS,
    FRESH_FAILURE,
    FAILURE,
    IGNORED
  }

  /** An attempt that ended. */
  static final class Ended {
    private final Attempt attempt;
    private final Kind kind;

    private Ended(Attempt attempt, Kind kind) {
      this.attempt = attempt;
      this.kind = kind;
    }

    long grant() {
      return attempt.grant();
    }

    long startedAt() {
      return attempt.startedAt();
    }
  }

  private static final class Batch {
    private int succeeded;
    private int failed;
    private int ignored;
    private int tail;
    private final List<Long> freshJobs = new ArrayList<>();

    private void add(Ended one) {
      switch (one.kind) {
        case SUCCESS -> {
          succeeded++;
          tail = 0;
        }
        case IGNORED -> ignored++;
        case FAILURE, FRESH_FAILURE -> {
          failed++;
          tail++;
          if (one.kind == Kind.FRESH_FAILURE && freshJobs.size() < MAX_FRESH) {
            freshJobs.add(Mix.of(one.attempt.job()));
          }
        }
      }
    }

    private Event.Outcomes event(long period, @Nullable Suspect suspect) {
      return new Event.Outcomes(
          period, succeeded, failed, ignored, tail, freshJobs, 0, null, suspect);
    }
  }

  void add(Attempt attempt, boolean succeeded, boolean ignored, long now) {
    ended.add(new Ended(attempt, kind(attempt, succeeded, ignored, now)));
  }

  /** What ended since the last call. */
  List<Ended> drain() {
    var drained = ended;
    ended = new ArrayList<>();
    return drained;
  }

  static List<Event.Outcomes> byPeriod(
      List<Ended> ended, ToLongFunction<Ended> periodOf, @Nullable Suspect suspect) {
    Map<Long, Batch> batches = new LinkedHashMap<>();
    for (var one : ended) {
      batches.computeIfAbsent(periodOf.applyAsLong(one), _ -> new Batch()).add(one);
    }
    return batches.entrySet().stream().map(e -> e.getValue().event(e.getKey(), suspect)).toList();
  }

  private Kind kind(Attempt attempt, boolean succeeded, boolean ignored, long now) {
    if (succeeded) {
      return Kind.SUCCESS;
    }
    if (ignored) {
      return Kind.IGNORED;
    }
    Long earlier = failedAt.get(attempt.job());
    if (earlier != null && earlier >= now - REMEMBERED_MILLIS) {
      return Kind.FAILURE;
    }
    failedAt.remove(attempt.job());
    failedAt.put(attempt.job(), now);
    if (failedAt.size() > REMEMBERED) {
      failedAt.pollFirstEntry();
    }
    return Kind.FRESH_FAILURE;
  }
}
