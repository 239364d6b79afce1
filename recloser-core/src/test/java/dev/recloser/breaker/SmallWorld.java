package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A queue with workers and a dependency in virtual time, in steps of 50 ms: enough to see whether a
 * backlog becomes a second outage. Failed jobs come back after ten seconds.
 */
final class SmallWorld {

  private static final int MILLIS = 50;

  double arrivalsPerSecond = 50;
  int workers = 200;
  int runMillis = 100;

  /** Starts per second above which the dependency fails. */
  int capacity = Integer.MAX_VALUE;

  /** Whether too many starts fail all calls, or only those above the capacity. */
  boolean cliff = true;

  /** Share of calls that fail by chance. */
  double noise;

  boolean down;
  boolean workersCounted = true;
  int opened;
  int failedAttempts;
  int succeeded;
  int mostStartsPerSecond;
  BreakerState state = BreakerState.fresh("embedded/mail", Mode.ACTIVE, Bench.START);

  private final SplittableRandom random = new SplittableRandom(42);
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private final PriorityQueue<Running> running = new PriorityQueue<>();
  private final PriorityQueue<Running> retries = new PriorityQueue<>();
  private final ArrayDeque<Long> recentStarts = new ArrayDeque<>();
  private final Map<Long, Long> failedAt = new HashMap<>();
  private final Map<Long, Batch> batches = new HashMap<>();
  private long millis;
  private long nextJob;
  private double arriving;
  private boolean held;
  private int permits;
  private long period;

  private record Running(long job, long at, long period, boolean fails)
      implements Comparable<Running> {
    @Override
    public int compareTo(Running other) {
      return Long.compare(at, other.at);
    }
  }

  private static final class Batch {
    int succeeded;
    int failed;
    int tail;
    final HashSet<Long> fresh = new HashSet<>();
  }

  int backlog() {
    return waiting.size();
  }

  boolean closed() {
    return state.position().phase() == Phase.CLOSED;
  }

  void run(Duration time) {
    for (long end = millis + time.toMillis(); millis < end; ) {
      millis += MILLIS;
      arrive();
      finish();
      start();
      if (millis % 100 == 0) {
        report();
      }
      if (millis % 1000 == 0) {
        Long withWorkers = workersCounted ? (long) running.size() : null;
        send(new Event.Observed((long) waiting.size(), withWorkers));
      }
      if (millis % 250 == 0) {
        send(new Event.Tick());
      }
    }
  }

  private void arrive() {
    for (arriving += arrivalsPerSecond * MILLIS / 1000; arriving >= 1; arriving--) {
      waiting.add(nextJob++);
    }
    while (!retries.isEmpty() && retries.element().at <= millis) {
      waiting.add(retries.remove().job);
    }
  }

  private void start() {
    while (!recentStarts.isEmpty() && recentStarts.element() <= millis - 1000) {
      recentStarts.remove();
    }
    while (running.size() < workers && !waiting.isEmpty() && (!held || permits > 0)) {
      permits--;
      recentStarts.add(millis);
      mostStartsPerSecond = Math.max(mostStartsPerSecond, recentStarts.size());
      boolean tooMany = recentStarts.size() > capacity;
      boolean fails = down || tooMany || random.nextDouble() < noise;
      long attemptPeriod = held ? period : state.periodOf(0, now());
      running.add(new Running(waiting.remove(), millis + runMillis, attemptPeriod, fails));
    }
  }

  private void finish() {
    boolean overloaded = cliff && recentStarts.size() > capacity;
    while (!running.isEmpty() && running.element().at <= millis) {
      Running done = running.remove();
      Batch batch = batches.computeIfAbsent(done.period, _ -> new Batch());
      if (done.fails || overloaded || down) {
        failedAttempts++;
        batch.failed++;
        batch.tail++;
        Long before = failedAt.put(done.job, millis);
        if (before == null || before < millis - 600_000) {
          batch.fresh.add(done.job);
        }
        retries.add(new Running(done.job, millis + 10_000, 0, false));
      } else {
        succeeded++;
        batch.succeeded++;
        batch.tail = 0;
      }
    }
  }

  private void report() {
    for (var entry : batches.entrySet()) {
      Batch b = entry.getValue();
      var fresh = new ArrayList<>(b.fresh);
      send(new Event.Outcomes(entry.getKey(), b.succeeded, b.failed, 0, b.tail, fresh));
    }
    batches.clear();
  }

  private void send(Event event) {
    Step step = Breaker.step(state, event, Policy.DEFAULTS, now());
    state = step.state();
    apply(step.effects());
  }

  private void apply(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Hold _ -> {
          held = true;
          permits = 0;
        }
        case Effect.Flow _ -> held = false;
        case Effect.Grant grant -> {
          permits = grant.starts();
          period = grant.period();
        }
        case Effect.Withheld _ -> {}
        case Effect.Noted noted -> opened += noted.act() == Effect.Act.OPENED ? 1 : 0;
      }
    }
  }

  private Instant now() {
    return Bench.START.plusMillis(millis);
  }
}
