package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest outcomes of a queue: at most {@value #CAPACITY} entries of (time, succeeded, failed),
 * the failures in a row, and the different jobs that failed. Immutable and of constant size.
 *
 * <p>A batch joins the newest entry until that holds a sixteenth of the volume and of the span that
 * the rate rule needs. So the entries always suffice for the rule, however small or many the
 * batches are.
 */
public final class Evidence {

  /** Most entries kept. */
  public static final int CAPACITY = 32;

  /** No outcomes. */
  public static final Evidence NONE = new Evidence(new long[0], new long[0], 0, 0, 0, 0);

  private static final int GRAINS = 16;
  private static final int MOST_JOBS = 8;
  private static final long LOW_TRAFFIC_MILLIS = 60_000;
  private static final int WARY_OUTCOMES = 20;
  private static final int SHORT_STREAK = 3;
  private static final int RAMP_VOLUME = 5;
  private static final int COUNT_BITS = 21;
  private static final int GREATEST_COUNT = (1 << COUNT_BITS) - 1;

  /** Two per entry, oldest first: epoch milliseconds of its first outcome; its three counts. */
  private final long[] cells;

  /** Two per fresh failing job, oldest first: its hash; epoch milliseconds of its failure. */
  private final long[] jobs;

  private final long newestMillis;
  private final int streak;
  private final long streakSinceMillis;
  private final int wary;

  private Evidence(
      long[] cells, long[] jobs, long newestMillis, int streak, long streakSinceMillis, int wary) {
    this.cells = cells;
    this.jobs = jobs;
    this.newestMillis = newestMillis;
    this.streak = streak;
    this.streakSinceMillis = streakSinceMillis;
    this.wary = wary;
  }

  /** No outcomes, and three failures in a row open while the first twenty outcomes come in. */
  static Evidence wary() {
    return new Evidence(new long[0], new long[0], 0, 0, 0, WARY_OUTCOMES);
  }

  /** One entry; {@code slow} of those that succeeded took too long. */
  public record Entry(Instant at, int succeeded, int failed, int slow) {}

  /** The entries, newest last. */
  public List<Entry> entries() {
    var entries = new ArrayList<Entry>(size());
    for (int i = 0; i < size(); i++) {
      entries.add(new Entry(Instant.ofEpochMilli(start(i)), succeeded(i), failed(i), slow(i)));
    }
    return entries;
  }

  /** The numbers of each rule now. */
  public Window window(Policy policy, Instant now) {
    return window(policy, policy.minVolume(), now.toEpochMilli());
  }

  Evidence add(Event.Outcomes outcomes, Policy policy, Instant now) {
    int counted = Counts.plus(outcomes.succeeded(), outcomes.failed());
    if (counted == 0) {
      return this;
    }
    long at = now.toEpochMilli();
    int newStreak = streakAfter(outcomes);
    boolean began = streak == 0 || outcomes.succeeded() > 0;
    return new Evidence(
        cellsWith(outcomes, policy, at),
        outcomes.failed() == 0 ? jobs : jobsWith(outcomes.freshJobs(), at),
        at,
        newStreak,
        newStreak == 0 ? 0 : began ? at : streakSinceMillis,
        Math.max(0, wary - counted));
  }

  /** Why a closed breaker must open after a batch with a failure; null when it need not. */
  @Nullable Cause verdict(Policy policy, Instant now) {
    Window window = window(policy, now);
    if (window.complete()
        && window.failed() >= policy.failureRatio() * window.total()
        && window.distinctJobs() >= policy.distinctJobs()) {
      return window.cause(Cause.Rule.RATE, now);
    }
    int bad = Counts.plus(window.failed(), window.slow());
    int distinct = Math.min(MOST_JOBS, Counts.plus(window.distinctJobs(), window.slow()));
    if (window.complete()
        && window.slow() > 0
        && bad >= policy.slowRatio() * window.total()
        && distinct >= policy.distinctJobs()) { // a job succeeds once: each slow one is another
      return new Cause(Cause.Rule.SLOW, bad, window.total(), window.span(), distinct, now);
    }
    return streakVerdict(policy, now, window.lowTraffic());
  }

  /** Why a ramp must end after a batch with a failure; null when it may go on. */
  @Nullable Cause rampVerdict(Policy policy, Instant now) {
    Window window = window(policy, RAMP_VOLUME, now.toEpochMilli());
    if (window.complete()
        && window.failed() >= policy.failureRatio() * window.total()
        && window.distinctJobs() >= Math.min(policy.distinctJobs(), SHORT_STREAK)) {
      return window.cause(Cause.Rule.RAMP_FAILED, now);
    }
    return streakVerdict(policy, now, true);
  }

  private @Nullable Cause streakVerdict(Policy policy, Instant now, boolean lowTraffic) {
    boolean wasWary = wary > 0;
    int neededStreak = wasWary ? Math.min(policy.streak(), SHORT_STREAK) : policy.streak();
    int neededJobs =
        wasWary ? Math.min(policy.distinctJobs(), SHORT_STREAK) : policy.distinctJobs();
    if (!(lowTraffic || wasWary) || streak < neededStreak) {
      return null;
    }
    Duration span = Duration.ofMillis(newestMillis - streakSinceMillis);
    int distinct = distinctSince(streakSinceMillis);
    if (span.compareTo(policy.minSpan()) < 0 || distinct < neededJobs) {
      return null;
    }
    return new Cause(Cause.Rule.STREAK, streak, streak, span, distinct, now);
  }

  private Window window(Policy policy, int volume, long now) {
    long oldestAllowed = now - policy.maxAge().toMillis();
    long minSpan = policy.minSpan().toMillis();
    int failed = 0;
    int total = 0;
    int slow = 0;
    int oldest = size();
    while (oldest > 0
        && start(oldest - 1) >= oldestAllowed
        && (total < volume || newestMillis - start(oldest) < minSpan)) {
      oldest--;
      failed = Counts.plus(failed, failed(oldest));
      slow = Counts.plus(slow, slow(oldest));
      total = Counts.plus(total, Counts.plus(succeeded(oldest), failed(oldest)));
    }
    boolean any = oldest < size();
    long span = any ? newestMillis - start(oldest) : 0;
    boolean complete = any && total >= volume && span >= minSpan;
    return new Window(
        failed,
        total,
        Duration.ofMillis(span),
        any ? distinctSince(start(oldest)) : 0,
        streak,
        complete,
        !complete || now - start(oldest) > LOW_TRAFFIC_MILLIS,
        slow);
  }

  private int streakAfter(Event.Outcomes outcomes) {
    return outcomes.succeeded() > 0
        ? outcomes.tailFailures()
        : Counts.plus(streak, outcomes.failed());
  }

  private long[] cellsWith(Event.Outcomes outcomes, Policy policy, long at) {
    int first = 0;
    long oldestAllowed = at - policy.maxAge().toMillis();
    while (first < size() && start(first) < oldestAllowed) {
      first++;
    }
    if (first < size() && !isFull(size() - 1, policy, at)) {
      long[] joined = Arrays.copyOfRange(cells, 2 * first, cells.length);
      joined[joined.length - 1] =
          pack(
              Counts.plus(succeeded(size() - 1), outcomes.succeeded()),
              Counts.plus(failed(size() - 1), outcomes.failed()),
              Counts.plus(slow(size() - 1), outcomes.slow()));
      return joined;
    }
    first = Math.max(first, size() - CAPACITY + 1);
    long[] longer = Arrays.copyOfRange(cells, 2 * first, cells.length + 2);
    longer[longer.length - 2] = at;
    longer[longer.length - 1] = pack(outcomes.succeeded(), outcomes.failed(), outcomes.slow());
    return longer;
  }

  private boolean isFull(int i, Policy policy, long at) {
    int total = Counts.plus(succeeded(i), failed(i));
    return total >= Math.max(1, policy.minVolume() / GRAINS)
        && at - start(i) >= policy.minSpan().toMillis() / GRAINS;
  }

  private long[] jobsWith(List<Long> hashes, long at) {
    long[] all = jobs;
    for (int h = 0; h < Math.min(hashes.size(), MOST_JOBS); h++) {
      all = jobsWith(all, hashes.get(h), at);
    }
    return all;
  }

  private static long[] jobsWith(long[] jobs, long hash, long at) {
    int gone = jobs.length == 2 * MOST_JOBS ? 0 : jobs.length;
    for (int i = 0; i < jobs.length; i += 2) {
      if (jobs[i] == hash) {
        gone = i;
      }
    }
    int kept = gone == jobs.length ? jobs.length : jobs.length - 2;
    long[] all = new long[kept + 2];
    System.arraycopy(jobs, 0, all, 0, gone);
    if (gone < kept) {
      System.arraycopy(jobs, gone + 2, all, gone, kept - gone);
    }
    all[kept] = hash;
    all[kept + 1] = at;
    return all;
  }

  private int distinctSince(long millis) {
    int distinct = 0;
    for (int i = 1; i < jobs.length; i += 2) {
      if (jobs[i] >= millis) {
        distinct++;
      }
    }
    return distinct;
  }

  private int size() {
    return cells.length / 2;
  }

  private long start(int i) {
    return i == size() ? newestMillis : cells[2 * i];
  }

  private int succeeded(int i) {
    return (int) (cells[2 * i + 1] >>> (2 * COUNT_BITS));
  }

  private int failed(int i) {
    return (int) (cells[2 * i + 1] >>> COUNT_BITS) & GREATEST_COUNT;
  }

  private int slow(int i) {
    return (int) cells[2 * i + 1] & GREATEST_COUNT;
  }

  /** Three counts that stop at two million: an entry spans seconds, so that is out of reach. */
  private static long pack(int succeeded, int failed, int slow) {
    long first = Math.min(succeeded, GREATEST_COUNT);
    long second = Math.min(failed, GREATEST_COUNT);
    return (((first << COUNT_BITS) | second) << COUNT_BITS) | Math.min(slow, GREATEST_COUNT);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Evidence that
        && Arrays.equals(cells, that.cells)
        && Arrays.equals(jobs, that.jobs)
        && newestMillis == that.newestMillis
        && streak == that.streak
        && streakSinceMillis == that.streakSinceMillis
        && wary == that.wary;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(cells) + streak;
  }

  @Override
  public String toString() {
    return "Evidence[entries=" + entries() + ", streak=" + streak + ", wary=" + wary + "]";
  }
}
