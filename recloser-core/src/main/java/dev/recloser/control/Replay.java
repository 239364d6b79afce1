package dev.recloser.control;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Effect;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.breaker.Policy;
import dev.recloser.breaker.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a breaker with other rules would have done with a recorded past. Pure: equal arguments
 * give equal answers.
 *
 * <p>Each recorded second is one batch of outcomes. While the breaker would have been open the
 * recorded attempts count as held back; a probe in such a second fails when at least half of the
 * second's attempts did. In a ramp as many of them end as the limit had let start.
 */
public final class Replay {

  /** What nobody can know from a recording. */
  public static final String NOTE =
      "Spared are the recorded attempts that failed while the queue would have been held. Failing"
          + " jobs count as different jobs, and a probe counts as failed when at least half of the"
          + " attempts in its second did. A replay cannot know what would have become of the jobs"
          + " held back, nor how fast their dependency would have recovered without their load;"
          + " times in which the queue really was held hold few attempts to learn from.";

  private static final int TICKS = 4;
  private static final int MOST_FRESH = 8;

  private final Policy policy;
  private final List<Opening> openings = new ArrayList<>();
  private BreakerState state;
  private Instant openedAt = Instant.EPOCH;
  private String cause = "";
  private long sparedNow;
  private long heldMillis;
  private int released;
  private long jobs;

  /**
   * One opening.
   *
   * @param until when jobs would have flowed again, the ramp over; null when it would last
   * @param spared attempts that failed meanwhile
   */
  public record Opening(Instant at, @Nullable Instant until, String cause, long spared) {}

  /**
   * The answer.
   *
   * @param seconds recorded seconds that were fed
   * @param held how long the queue would have been held in all
   */
  public record Result(
      Instant from,
      Instant to,
      int seconds,
      List<Opening> openings,
      long spared,
      Duration held,
      String note) {}

  private Replay(Policy policy, Instant from) {
    this.policy = policy;
    this.state = BreakerState.fresh("replay", Mode.ACTIVE, from);
  }

  /**
   * Feeds a recording to a breaker that begins closed.
   *
   * @param recorded seconds of one queue, oldest first; those outside of the time are left out
   */
  public static Result run(List<Recorded> recorded, Policy policy, Instant from, Instant to) {
    var replay = new Replay(policy, from);
    long last = to.getEpochSecond();
    int next = 0;
    int fed = 0;
    for (long second = from.getEpochSecond(); second < last; second++) {
      while (next < recorded.size() && recorded.get(next).second() < second) {
        next++;
      }
      boolean busy = next < recorded.size() && recorded.get(next).second() == second;
      fed += busy ? 1 : 0;
      var start = Instant.ofEpochSecond(second);
      replay.second(start.isBefore(from) ? from : start, busy ? recorded.get(next) : null);
    }
    return replay.result(from, to, fed);
  }

  private void second(Instant start, @Nullable Recorded recorded) {
    released = 0;
    step(new Event.Observed(null, 0L), start);
    int ticks = state.position() instanceof Position.Closed ? 1 : TICKS;
    var end = start.plusMillis(999);
    for (int tick = 0; tick < ticks; tick++) {
      step(new Event.Tick(), start.plusMillis(1_000L * tick / ticks));
    }
    boolean held = state.open();
    if (recorded != null) {
      outcomes(recorded, end);
    }
    if (held) {
      heldMillis += 1_000;
    }
  }

  private void outcomes(Recorded recorded, Instant end) {
    long ended = (long) recorded.succeeded() + recorded.failed();
    double failing = (double) recorded.failed() / ended;
    switch (state.position()) {
      case Position.Closed _ -> feed(recorded.succeeded(), recorded.failed(), end);
      case Position.Open _ -> sparedNow += recorded.failed();
      case Position.Probing round -> {
        int unanswered = round.released() - round.succeeded() - round.failed() - round.ignored();
        int failed = feed((int) Math.min(unanswered, ended), failing, end);
        sparedNow += Math.max(0, recorded.failed() - failed);
      }
      case Position.Ramping _ -> {
        var _ = feed((int) Math.min(released, ended), failing, end);
      }
    }
  }

  /** Feeds a part of a second; returns how many of it failed. */
  private int feed(int count, double failing, Instant end) {
    int failed = (int) Math.round(count * failing);
    feed(count - failed, failed, end);
    return failed;
  }

  private void feed(int succeeded, int failed, Instant end) {
    if (succeeded + failed > 0) {
      jobs += failed;
      var fresh = LongStream.range(jobs - Math.min(failed, MOST_FRESH), jobs).boxed().toList();
      int tail = succeeded == 0 ? failed : 0;
      long period = state.position().period();
      step(new Event.Outcomes(period, succeeded, failed, 0, tail, fresh), end);
    }
  }

  private void step(Event event, Instant now) {
    var before = state.position().phase();
    var step = Breaker.step(state, event, policy, now);
    state = step.state();
    for (var effect : step.effects()) {
      released += effect instanceof Effect.Grant grant ? grant.starts() : 0;
    }
    var phase = state.position().phase();
    if (before == Phase.CLOSED && phase != Phase.CLOSED) {
      openedAt = now;
      sparedNow = 0;
      var why = state.position().cause();
      cause = why == null ? "" : why.inWords(policy);
    } else if (before != Phase.CLOSED && phase == Phase.CLOSED) {
      openings.add(new Opening(openedAt, now, cause, sparedNow));
    }
  }

  private Result result(Instant from, Instant to, int fed) {
    if (state.position().phase() != Phase.CLOSED) {
      openings.add(new Opening(openedAt, null, cause, sparedNow));
    }
    long spared = openings.stream().mapToLong(Opening::spared).sum();
    var held = Duration.ofMillis(heldMillis);
    return new Result(from, to, fed, List.copyOf(openings), spared, held, NOTE);
  }
}
