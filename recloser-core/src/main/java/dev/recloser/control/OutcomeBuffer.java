package dev.recloser.control;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.OutcomeSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes outcomes from an engine's threads and hands them to the collector. Bounded: what does not
 * fit is counted as missed, never waited for. Thread-safe.
 */
final class OutcomeBuffer implements OutcomeSink {

  /** What an engine reported. */
  sealed interface Report {
    /** The queue it is about. */
    String queue();
  }

  record Ended(Outcome outcome) implements Report {
    @Override
    public String queue() {
      return outcome.queue();
    }
  }

  record Explained(String queue, String jobId, int attempt, Outcome.ErrorText error)
      implements Report {}

  record Missed(String queue, String why) implements Report {}

  /** A dead job is sent back by a person, so its next failure is news. */
  record Resent(String queue, String jobId) implements Report {}

  private final ArrayBlockingQueue<Report> reports;
  private final LongAdder dropped = new LongAdder();

  OutcomeBuffer(int capacity) {
    reports = new ArrayBlockingQueue<>(capacity);
  }

  @Override
  public void ended(Outcome outcome) {
    offer(new Ended(outcome));
  }

  @Override
  public void explained(String queue, String jobId, int attempt, Outcome.ErrorText error) {
    offer(new Explained(queue, jobId, attempt, error));
  }

  @Override
  public void missed(String queue, String why) {
    offer(new Missed(queue, why));
  }

  void resent(String queue, String jobId) {
    offer(new Resent(queue, jobId));
  }

  /** Everything that came since the last call, oldest first. */
  List<Report> drain() {
    List<Report> drained = new ArrayList<>();
    reports.drainTo(drained);
    return drained;
  }

  /** How many reports did not fit, in all. */
  long dropped() {
    return dropped.sum();
  }

  private void offer(Report report) {
    if (!reports.offer(report)) {
      // The oldest goes: the newest outcomes are the evidence that counts.
      reports.poll();
      dropped.increment();
      boolean _ = reports.offer(report);
    }
  }
}
