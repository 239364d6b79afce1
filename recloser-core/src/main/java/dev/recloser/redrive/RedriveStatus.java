package dev.recloser.redrive;

import dev.recloser.control.QueueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A redrive as viewers see it.
 *
 * @param reason why it waits or stopped, as the end of a sentence; else null
 * @param skipped jobs that were meant and are not sent, by reason
 * @param startedAt null for a dry run
 * @param endedAt when the last one was sent, or it stopped
 */
public record RedriveStatus(
    String id,
    Plan plan,
    State state,
    @Nullable String reason,
    List<Skipped> skipped,
    Progress progress,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  public RedriveStatus {
    skipped = List.copyOf(skipped);
  }

  /** Where a redrive is. */
  public enum State {
    /** What would be sent. */
    DRY_RUN,
    /** Jobs are sent. */
    RUNNING,
    /** Nothing is sent until the queue can take jobs. */
    WAITING,
    /** It ended before all were sent. */
    STOPPED,
    /** All were sent. */
    DONE
  }

  /**
   * What was asked for and found.
   *
   * @param contains only jobs whose id or error contains this; null for all
   * @param cutOff only jobs that were dead then are taken
   * @param eligible how many are to be sent
   * @param actor who asked
   */
  public record Plan(
      QueueId queue,
      @Nullable String contains,
      Instant cutOff,
      int eligible,
      int perSecond,
      String actor) {}

  /**
   * How far it is.
   *
   * @param sent how many are back in their queue
   * @param succeeded how many of these succeeded; null where the engine does not report
   * @param failedAgain how many of these are dead again; null where the engine does not report
   * @param left how many are still to be sent, or were when it stopped
   */
  public record Progress(
      int sent, @Nullable Integer succeeded, @Nullable Integer failedAgain, int left) {

    /** How many were sent and have not ended; null where the engine does not report. */
    public @Nullable Integer running() {
      return succeeded == null || failedAgain == null ? null : sent - succeeded - failedAgain;
    }
  }

  /** Jobs that are not sent, and why. */
  public record Skipped(String reason, int count) {

    /** The same list with more jobs that are not sent for this reason. */
    static List<Skipped> plus(List<Skipped> list, String reason, int more) {
      List<Skipped> sum = new ArrayList<>(list);
      for (int index = 0; index < sum.size(); index++) {
        var known = sum.get(index);
        if (known.reason().equals(reason)) {
          sum.set(index, new Skipped(reason, known.count() + more));
          return sum;
        }
      }
      sum.add(new Skipped(reason, more));
      return sum;
    }
  }

  /** Whether more is to be sent. */
  public boolean isOpen() {
    return state == State.RUNNING || state == State.WAITING;
  }

  RedriveStatus begun(Instant at) {
    return new RedriveStatus(id, plan, State.RUNNING, null, skipped, progress, at, null);
  }

  RedriveStatus to(State next, @Nullable String why, @Nullable Instant end) {
    return new RedriveStatus(id, plan, next, why, skipped, progress, startedAt, end);
  }

  RedriveStatus with(Progress further) {
    return new RedriveStatus(id, plan, state, reason, skipped, further, startedAt, endedAt);
  }

  RedriveStatus skipping(String job) {
    var more = Skipped.plus(skipped, job, 1);
    return new RedriveStatus(id, plan, state, reason, more, progress, startedAt, endedAt);
  }
}
