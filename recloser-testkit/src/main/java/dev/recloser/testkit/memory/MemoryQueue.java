package dev.recloser.testkit.memory;

import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.ErrorText;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engine.QueueSample.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One queue: jobs, gate, workers, and what a job's end means for it. */
final class MemoryQueue {

  final String name;
  final Shelf shelf = new Shelf();
  final MemoryGate gate = new MemoryGate();
  final List<MemoryWorker> workers = new ArrayList<>();

  private final QueueOptions options;
  private final Timeline timeline;
  private final SplittableRandom random;
  private final Consumer<Outcome> outcomes;
  private long added;
  private long done;
  private long failed;

  MemoryQueue(
      String name,
      QueueOptions options,
      Timeline timeline,
      SplittableRandom random,
      Consumer<Outcome> outcomes) {
    this.name = name;
    this.options = options;
    this.timeline = timeline;
    this.random = random;
    this.outcomes = outcomes;
  }

  void send(MemoryJob job) {
    shelf.add(job, timeline.now(), JobState.WAITING);
    added++;
    dispatch();
  }

  void sendLater(MemoryJob job, Duration delay) {
    var stored = shelf.add(job, timeline.now(), JobState.SCHEDULED);
    added++;
    queueUpAfter(delay, stored);
  }

  /** Hands out what the gate lets through and the workers have room for. */
  void dispatch() {
    while (gate.open() && shelf.hasWaiting()) {
      var worker = roomiest();
      if (worker == null) {
        return;
      }
      var job = shelf.takeFirst();
      worker.take(new Delivery(job, job.attempts + 1, timeline.now(), gate.pass()));
    }
  }

  /** The worker with the fewest jobs in hand; among equals the seed decides. */
  private @Nullable MemoryWorker roomiest() {
    MemoryWorker best = null;
    var equals = 0;
    for (var worker : workers) {
      if (worker.hasRoom() && (best == null || worker.inHand() < best.inHand())) {
        best = worker;
        equals = 1;
      } else if (worker.hasRoom() && best != null && worker.inHand() == best.inHand()) {
        equals++;
        best = random.nextInt(equals) == 0 ? worker : best;
      }
    }
    return best;
  }

  void ended(Delivery delivery, RunResult result, MemoryWorker worker) {
    switch (result) {
      case RunResult.Success() -> {
        shelf.complete(delivery.job());
        done++;
        report(delivery, Kind.SUCCESS, null, worker);
      }
      case RunResult.Ignored() -> {
        rest(delivery.job());
        report(delivery, Kind.IGNORED, null, worker);
      }
      case RunResult.Failure(var error) -> failed(delivery, error, worker);
    }
  }

  private void failed(Delivery delivery, ErrorText error, MemoryWorker worker) {
    var job = delivery.job();
    failed++;
    job.error = error;
    if (delivery.spendsAttempt()) {
      job.attempts++;
    }
    if (job.attempts >= options.maxAttempts()) {
      shelf.put(job, JobState.DEAD);
    } else {
      rest(job);
    }
    report(delivery, Kind.FAILURE, error, worker);
  }

  /** A worker that leaves gives back a job it had not begun. */
  void givenBack(Delivery delivery, MemoryWorker worker) {
    shelf.putBack(delivery.job());
    report(delivery, Kind.IGNORED, null, worker);
  }

  private void rest(StoredJob job) {
    shelf.put(job, JobState.RETRYING);
    queueUpAfter(options.retryDelay(), job);
  }

  private void queueUpAfter(Duration delay, StoredJob job) {
    var resting = job.state;
    timeline.after(
        delay,
        () -> {
          if (shelf.holds(job) && job.state == resting) {
            shelf.queueUp(job);
            dispatch();
          }
        });
  }

  private void report(
      Delivery delivery, Kind kind, @Nullable ErrorText error, MemoryWorker worker) {
    var job = delivery.job();
    outcomes.accept(
        new Outcome(
            name,
            job.id(),
            delivery.attempt(),
            job.state == JobState.DEAD,
            kind,
            error,
            worker.name(),
            delivery.takenAt(),
            timeline.now(),
            delivery.grantId()));
  }

  /** False when there is no such dead job. */
  boolean retry(String id) {
    var job = shelf.find(id);
    if (job == null || job.state != JobState.DEAD) {
      return false;
    }
    job.attempts = 0;
    shelf.queueUp(job);
    dispatch();
    return true;
  }

  /**
   * The broker restarts: counters begin at 0, permits are gone, what workers held goes back
   * unharmed and without an outcome. The hold and the jobs are on disk.
   *
   * @return whether workers held something
   */
  boolean restart() {
    added = 0;
    done = 0;
    failed = 0;
    gate.withdraw();
    var dropped = new ArrayList<StoredJob>();
    workers.forEach(worker -> worker.drop().forEach(delivery -> dropped.add(delivery.job())));
    dropped.sort(Comparator.comparingLong((StoredJob job) -> job.order).reversed());
    dropped.forEach(shelf::putBack);
    dispatch();
    return !dropped.isEmpty();
  }

  Totals totals() {
    return new Totals(added, done, failed);
  }

  long withWorkers() {
    return workers.stream().mapToLong(MemoryWorker::inHand).sum();
  }
}
