package dev.recloser.control;

import dev.recloser.breaker.Policy;
import dev.recloser.engine.GateView;
import dev.recloser.engine.QueueSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue as viewers see it.
 *
 * @param sample what the engine said last
 * @param takenAt when it said so
 * @param stale whether that is too old to act on
 * @param pause what Recloser wants of the gate, and what the engine says of it
 * @param evidence up to 32 pairs (succeeded, failed), newest last
 * @param ratePerSecond rates of the last seconds
 * @param series rates of the last 15 minutes
 * @param grouping the group that guards it, or the queues it guards as a group
 */
public record QueueView(
    QueueId id,
    QueueSample sample,
    Instant takenAt,
    boolean stale,
    Pause pause,
    Rates ratePerSecond,
    List<int[]> evidence,
    Series series,
    Window window,
    Signs signs,
    BreakerView breaker,
    Grouping grouping) {

  /**
   * What groups mean to it.
   *
   * @param group the group whose breaker guards this queue; null when its own does
   * @param members the queues of this group; null when it is none
   */
  public record Grouping(@Nullable String group, @Nullable List<Member> members) {

    /** An ordinary queue with its own breaker. */
    public static final Grouping NONE = new Grouping(null, null);
  }

  /**
   * A queue of a group.
   *
   * @param paused whether it is paused at its engine, as far as that is known
   * @param problem why it does not do what the group asks, in a few words; null when it does
   */
  public record Member(QueueId id, boolean paused, @Nullable String problem) {}

  /**
   * What an operator should know beside the breaker's position.
   *
   * @param contested whether somebody lifts Recloser's hold again and again, so that it is left
   *     alone
   * @param wedged whether jobs wait and workers are there, but nothing has started for a while
   * @param unprotected one sentence why the breaker cannot guard this queue; null when it does
   */
  public record Signs(boolean contested, boolean wedged, @Nullable String unprotected) {}

  /**
   * The gate: wish and truth.
   *
   * @param owner who holds it at the engine
   * @param confirmedAt when the engine confirmed the wish; null while it has not
   */
  public record Pause(
      boolean desired,
      @Nullable Boolean observed,
      GateView.Owner owner,
      @Nullable Instant confirmedAt) {}

  /** Per second; null where unknown. */
  public record Rates(@Nullable Double in, @Nullable Double done, @Nullable Double failed) {}

  /** Rates per step, oldest first; lists of equal length, at most 30. */
  public record Series(long stepMillis, List<Double> in, List<Double> done, List<Double> failed) {}

  /** The rate rule's numbers now. */
  public record Window(int failed, int total, int minVolume, double ratioLimit) {}

  /**
   * What only the page of one queue needs.
   *
   * @param errors the last hour's errors, most frequent first, at most 10
   * @param notes sentences for operators about this queue's engine
   */
  public record Detail(
      QueueView queue,
      Policy policy,
      List<Rule> rules,
      List<ProbeRound> recentProbes,
      List<BreakerView.ErrorCount> errors,
      List<String> notes) {}

  /**
   * One rule with its number against its limit.
   *
   * @param name {@code failure_ratio}, {@code outcomes}, {@code distinct_jobs}, {@code span} or
   *     {@code streak}
   * @param frozen whether these are the numbers of the trip, not of now
   */
  public record Rule(String name, double value, double limit, boolean holds, boolean frozen) {}

  /** A probe round that ended. */
  public record ProbeRound(Instant at, boolean ok, int jobs, @Nullable String error) {}
}
