package dev.recloser.bench;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A queue, its worker processes and the dependency that the jobs call. Chance depends on the seed,
 * the job and the attempt alone, so every rule meets the same jobs.
 */
final class World implements Controls {

  /** From a decision to its effect at the gate. */
  static final int EFFECT_MILLIS = 100;

  private static final long REFUSAL_MILLIS = 1;

  private final Trace trace;
  private final long seed;
  private final Rule rule;
  private final Figures.Count figures;
  private final SplittableRandom gaps;
  private final Gates gates;
  private final Backlog backlog = new Backlog();
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final ArrayDeque<Long> recentStarts = new ArrayDeque<>();
  private final int[] runningOf;
  private int running;
  private int nextProcess;
  private long now;
  private long order;
  private long jobs;
  private double nextArrival;

  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  World(Trace trace, long seed, Rule rule) {
    this.trace = trace;
    this.seed = seed;
    this.rule = rule;
    this.figures = new Figures.Count(trace);
    this.gaps = new SplittableRandom(seed);
    this.gates = new Gates(trace.workers());
    this.runningOf = new int[trace.workers().processes()];
  }

  /** Runs the whole trace. */
  Figures run() {
    rule.begin(this);
    after(trace.poison().at(), this::poisonComes);
    after(1000, this::secondIsOver);
    nextArrival = gap();
    while (now < trace.lasts()) {
      Due next = due.peek();
      if (next == null || nextArrival < next.at) {
        now = (long) nextArrival;
        nextArrival += gap();
        backlog.add(new Backlog.Job(jobs++, 1, false));
        dispatch();
      } else {
        due.remove();
        now = next.at;
        next.action.run();
      }
    }
    return figures.figures(backlog.size());
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public int processes() {
    return trace.workers().processes();
  }

  @Override
  public long waiting() {
    return backlog.size();
  }

  @Override
  public long running() {
    return running;
  }

  @Override
  public boolean healthy() {
    var outage = trace.outage();
    double chance = (Mix.of(seed + now) >>> 11) * 0x1.0p-53;
    boolean down = outage != null && outage.downAt(now) && chance < outage.failing();
    return !down && !tooManyStarts();
  }

  @Override
  public void after(long millis, Runnable action) {
    due.add(new Due(now + millis, order++, action));
  }

  @Override
  public void hold(int process) {
    after(EFFECT_MILLIS, () -> gates.hold(process));
  }

  @Override
  public void flow(int process) {
    after(
        EFFECT_MILLIS,
        () -> {
          gates.flow(process);
          dispatch();
        });
  }

  @Override
  public void grant(int process, Grant grant) {
    after(
        EFFECT_MILLIS,
        () -> {
          gates.grant(process, grant);
          dispatch();
        });
  }

  @Override
  public void limit(int process, int limit) {
    gates.limit(process, limit);
  }

  @Override
  public void rest(int process, long millis) {
    gates.restUntil(process, now + millis);
    after(millis, this::dispatch);
  }

  @Override
  public void tripped() {
    figures.tripped(now);
  }

  private double gap() {
    double mean = 1000 / trace.arrivals().perSecond();
    return trace.arrivals().regular() ? mean : -Math.log(1 - gaps.nextDouble()) * mean;
  }

  private void poisonComes() {
    for (int i = 0; i < trace.poison().jobs(); i++) {
      backlog.add(new Backlog.Job(jobs++, 1, true));
    }
    dispatch();
  }

  private void secondIsOver() {
    int held = 0;
    for (int process = 0; process < processes(); process++) {
      held += rule.holds(process) ? 1 : 0;
    }
    figures.second(now, (double) held / processes());
    after(1000, this::secondIsOver);
  }

  /** Starts what may start; processes take turns. */
  private void dispatch() {
    int refused = 0;
    while (backlog.size() > 0 && refused < processes()) {
      int process = nextProcess;
      nextProcess = (nextProcess + 1) % processes();
      var permit = gates.permit(process, runningOf[process], now);
      var job = permit == null ? null : backlog.take(!permit.lastAttempts(), trace.attempts());
      if (permit == null || job == null) {
        refused++;
      } else {
        refused = 0;
        gates.used(process);
        start(job, process, permit.id());
      }
    }
  }

  private void start(Backlog.Job job, int process, long grant) {
    boolean last = job.attempt() == trace.attempts();
    boolean refuses = !rule.admits(process);
    var attempt =
        new Attempt(job.id(), process, job.attempt(), last, job.poison(), grant, now, refuses);
    running++;
    runningOf[process]++;
    if (refuses) {
      after(REFUSAL_MILLIS, () -> end(attempt, false));
      return;
    }
    rule.started(attempt);
    recentStarts.add(now);
    boolean failsAtStart = failsAtStart(attempt);
    after(latency(attempt, failsAtStart), () -> end(attempt, !failsAtStart && !overCliff()));
  }

  private boolean failsAtStart(Attempt attempt) {
    double chance = chance(attempt, 1);
    var outage = trace.outage();
    if (outage != null && outage.downAt(now) && chance < outage.failing()) {
      return true;
    }
    return attempt.poison() || tooManyStarts() || chance < trace.dependency().noise();
  }

  /** Too many starts bring a cliff-like dependency down for those that run already, too. */
  private boolean overCliff() {
    return trace.dependency().cliff() && tooManyStarts();
  }

  private boolean tooManyStarts() {
    while (!recentStarts.isEmpty() && recentStarts.element() <= now - 1000) {
      recentStarts.remove();
    }
    int capacity = trace.dependency().capacity();
    return capacity > 0 && now >= trace.back() && recentStarts.size() > capacity;
  }

  private long latency(Attempt attempt, boolean fails) {
    var outage = trace.outage();
    boolean hangs = fails && outage != null && outage.downAt(now);
    var dependency = trace.dependency();
    long mean = hangs ? dependency.failingLatency() : dependency.latency();
    return Math.max(1, Math.round(mean * (0.5 + chance(attempt, 2))));
  }

  private void end(Attempt attempt, boolean succeeded) {
    running--;
    runningOf[attempt.process()]--;
    if (!attempt.refused()) {
      rule.ended(attempt, succeeded);
    }
    figures.ended(attempt, succeeded, now);
    if (!succeeded && !attempt.last()) {
      long wait = trace.retryWaits().get(attempt.number() - 1);
      after(
          wait,
          () -> {
            backlog.add(new Backlog.Job(attempt.job(), attempt.number() + 1, attempt.poison()));
            dispatch();
          });
    }
    dispatch();
  }

  /** Evenly spread between 0 and 1; the same for the same attempt under every rule. */
  private double chance(Attempt attempt, int salt) {
    long mixed = Mix.of(Mix.of(Mix.of(seed + salt) + attempt.job()) + attempt.number());
    return (mixed >>> 11) * 0x1.0p-53;
  }
}
