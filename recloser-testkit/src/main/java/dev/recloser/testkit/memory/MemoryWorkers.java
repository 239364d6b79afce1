package dev.recloser.testkit.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A crew of equal workers on one queue, and what they saw. */
public final class MemoryWorkers {

  private static final Duration SHORTEST_RUN = Duration.ofMillis(1);

  private final WorkerOptions options;
  private final MemoryQueue queue;
  private final Timeline timeline;
  private final List<MemoryWorker> workers;
  private final List<Runnable> frozenEnds = new ArrayList<>();
  private Dependency dependency;
  private boolean frozen;
  private boolean stalled;
  private long started;
  private long finished;

  MemoryWorkers(String name, WorkerOptions options, MemoryQueue queue, Timeline timeline) {
    this.options = options;
    this.queue = queue;
    this.timeline = timeline;
    this.dependency = options.dependency();
    this.workers =
        IntStream.range(0, options.count())
            .mapToObj(number -> new MemoryWorker(name + "-" + number, this, queue))
            .toList();
    queue.workers.addAll(workers);
    queue.dispatch();
  }

  /** Runs that began, as the workers saw it. */
  public long started() {
    return started;
  }

  /** Runs that ended in any way. */
  public long finished() {
    return finished;
  }

  /** Replaces the dependency; runs that end from now on call this one. */
  public void dependency(Dependency next) {
    dependency = next;
  }

  /** The dependency hangs: no run ends until {@link #thaw}. */
  public void freeze() {
    frozen = true;
  }

  /** The dependency answers again: overdue runs end now. */
  public void thaw() {
    frozen = false;
    var overdue = List.copyOf(frozenEnds);
    frozenEnds.clear();
    overdue.forEach(Runnable::run);
  }

  /** While true the workers stay connected and take nothing, like a listener that hangs. */
  public void stall(boolean stalls) {
    stalled = stalls;
    queue.dispatch();
  }

  /** Stops in good order: jobs not begun go back, runs begun go on to their end. */
  public void stop() {
    workers.forEach(MemoryWorker::leave);
    queue.dispatch();
  }

  /** Kills all: the runs they were in have failed. */
  public void kill() {
    workers.forEach(MemoryWorker::die);
    queue.dispatch();
  }

  int prefetch() {
    return options.prefetch();
  }

  boolean isStalled() {
    return stalled;
  }

  boolean isFrozen() {
    return frozen;
  }

  void endLater(Runnable end) {
    frozenEnds.add(end);
  }

  void begin(String queueName, Delivery delivery, Runnable end) {
    started++;
    var time = options.runTime().of(run(queueName, delivery));
    timeline.after(time.compareTo(SHORTEST_RUN) < 0 ? SHORTEST_RUN : time, end);
  }

  RunResult call(String queueName, Delivery delivery) {
    finished++;
    return dependency.call(run(queueName, delivery));
  }

  private Run run(String queueName, Delivery delivery) {
    return new Run(queueName, delivery.job().sent, delivery.attempt(), timeline.now());
  }
}
