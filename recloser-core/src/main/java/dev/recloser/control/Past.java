package dev.recloser.control;

import dev.recloser.control.History.Bucket;
import dev.recloser.control.History.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last hour of one queue in buckets of five seconds. A queue where nothing ever happened costs
 * no memory. Confined to its guard.
 */
final class Past {

  static final long BUCKET_MILLIS = 5_000;
  private static final int BUCKETS = 720;
  private static final int PER_STEP = 6;
  private static final int STEPS = 30;
  private static final int MAX_INTERVALS = 500;
  private static final int UNKNOWN = -1;

  private int @Nullable [] in;
  private int[] done = {};
  private int[] failed = {};
  private int[] waiting = {};
  private int[] oldestSeconds = {};
  private long newest = Long.MIN_VALUE;
  private final ArrayDeque<Interval> intervals = new ArrayDeque<>();

  void add(Rates.Delta delta, @Nullable Long waitingNow, @Nullable Duration oldest, Instant at) {
    boolean nothing = delta.equals(Rates.Delta.NONE) && (waitingNow == null || waitingNow == 0);
    if (in == null && nothing) {
      return;
    }
    var into = in == null ? allocate(at) : in;
    int slot = slot(at);
    into[slot] += (int) delta.in();
    done[slot] += (int) delta.done();
    failed[slot] += (int) delta.failed();
    waiting[slot] = waitingNow == null ? UNKNOWN : (int) Math.min(Integer.MAX_VALUE, waitingNow);
    oldestSeconds[slot] = oldest == null ? UNKNOWN : (int) oldest.toSeconds();
  }

  /** Notes that the breaker's shown phase changed; null ends the last interval. */
  void phase(@Nullable String phase, Instant at) {
    var last = intervals.peekLast();
    if (last != null && last.to() == null) {
      if (last.phase().equals(phase)) {
        return;
      }
      intervals.removeLast();
      intervals.addLast(new Interval(last.from(), at, last.phase()));
    }
    if (phase != null) {
      intervals.addLast(new Interval(at, null, phase));
    }
    while (intervals.size() > MAX_INTERVALS) {
      intervals.removeFirst();
    }
  }

  History history(Instant now, Duration back) {
    var from = now.minus(back);
    List<Bucket> buckets = new ArrayList<>();
    if (in != null) {
      long first = Math.max(number(from), number(now) - BUCKETS + 1);
      for (long number = first; number <= number(now); number++) {
        buckets.add(bucket(in, number));
      }
    }
    var shown = intervals.stream().filter(i -> i.to() == null || i.to().isAfter(from)).toList();
    return new History(BUCKET_MILLIS, from, now, buckets, shown);
  }

  /** The last 15 minutes in steps of 30 seconds, per second. */
  QueueView.Series series(Instant now) {
    if (in == null) {
      return new QueueView.Series(BUCKET_MILLIS * PER_STEP, List.of(), List.of(), List.of());
    }
    long last = number(now) / PER_STEP - 1;
    return new QueueView.Series(
        BUCKET_MILLIS * PER_STEP, steps(in, last), steps(done, last), steps(failed, last));
  }

  private List<Double> steps(int[] values, long last) {
    List<Double> steps = new ArrayList<>(STEPS);
    for (long step = last - STEPS + 1; step <= last; step++) {
      int sum = 0;
      for (int i = 0; i < PER_STEP; i++) {
        long number = step * PER_STEP + i;
        sum += kept(number) ? values[Math.floorMod(number, BUCKETS)] : 0;
      }
      steps.add(Math.round(sum * 100.0 / (PER_STEP * BUCKET_MILLIS / 1000.0)) / 100.0);
    }
    return steps;
  }

  private Bucket bucket(int[] into, long number) {
    var at = Instant.ofEpochMilli(number * BUCKET_MILLIS);
    if (!kept(number)) {
      return new Bucket(at, 0, 0, 0, null, null);
    }
    int slot = Math.floorMod(number, BUCKETS);
    return new Bucket(
        at,
        into[slot],
        done[slot],
        failed[slot],
        waiting[slot] == UNKNOWN ? null : (long) waiting[slot],
        oldestSeconds[slot] == UNKNOWN ? null : oldestSeconds[slot] * 1000L);
  }

  private boolean kept(long number) {
    return number <= newest && number > newest - BUCKETS;
  }

  private int[] allocate(Instant at) {
    done = new int[BUCKETS];
    failed = new int[BUCKETS];
    waiting = new int[BUCKETS];
    oldestSeconds = new int[BUCKETS];
    Arrays.fill(waiting, UNKNOWN);
    Arrays.fill(oldestSeconds, UNKNOWN);
    newest = number(at);
    in = new int[BUCKETS];
    return in;
  }

  /** The slot of a time; clears the slots of buckets in which nothing was noted. */
  private int slot(Instant at) {
    long number = Math.max(number(at), newest);
    var into = in == null ? allocate(at) : in;
    for (long next = Math.max(newest + 1, number - BUCKETS + 1); next <= number; next++) {
      int slot = Math.floorMod(next, BUCKETS);
      into[slot] = 0;
      done[slot] = 0;
      failed[slot] = 0;
      waiting[slot] = UNKNOWN;
      oldestSeconds[slot] = UNKNOWN;
    }
    newest = number;
    return Math.floorMod(number, BUCKETS);
  }

  private static long number(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), BUCKET_MILLIS);
  }
}
