package dev.recloser.testkit.memory;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.Support.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The way of outcomes from the broker to one engine's sink, with all that can happen on it. */
final class OutcomeFeed {

  private final MemoryFaults faults;
  private final Timeline timeline;
  private final Level level;
  private final List<Outcome> stuck = new ArrayList<>();
  private final Set<String> missed = new TreeSet<>();
  private @Nullable OutcomeSink sink;
  private boolean connected;

  OutcomeFeed(MemoryFaults faults, Timeline timeline, Level level) {
    this.faults = faults;
    this.timeline = timeline;
    this.level = level;
  }

  void connect(OutcomeSink to) {
    sink = to;
    connected = true;
    settle();
  }

  /** The connection is lost; the sink will hear of what it missed. */
  void disconnect() {
    connected = false;
    stuck.forEach(outcome -> missed.add(outcome.queue()));
    stuck.clear();
  }

  /** Attempts on this queue ended unseen. */
  void miss(String queue) {
    if (sink != null && level != Level.NONE) {
      missed.add(queue);
    }
  }

  /** Passes on what was kept back, as far as the link allows. */
  void settle() {
    if (!connected || faults.hangs() || sink == null) {
      return;
    }
    var late = List.copyOf(stuck);
    stuck.clear();
    late.forEach(this::arrive);
    if (!faults.losesOutcomes()) {
      for (var queue : missed) {
        sink.missed(queue, "The connection was lost while attempts ended.");
      }
      missed.clear();
    }
  }

  void offer(Outcome outcome) {
    if (sink == null || !wanted(outcome)) {
      return;
    }
    if (!connected || faults.losesOutcomes()) {
      miss(outcome.queue());
    } else if (faults.outcomeDelay().isZero()) {
      arrive(outcome);
    } else {
      timeline.after(faults.outcomeDelay(), () -> arrive(outcome));
    }
  }

  private boolean wanted(Outcome outcome) {
    return switch (level) {
      case NONE -> false;
      case FINAL_ONLY -> outcome.lastAttempt() || outcome.kind() == Outcome.Kind.SUCCESS;
      case YES, EXACT, BOUNDED, PER_ATTEMPT, PER_ATTEMPT_NO_ERROR_TEXT -> true;
    };
  }

  private void arrive(Outcome outcome) {
    if (!connected) {
      miss(outcome.queue());
    } else if (faults.hangs()) {
      stuck.add(outcome);
    } else {
      push(outcome);
      if (faults.doublesOutcomes()) {
        push(outcome);
      }
    }
  }

  private void push(Outcome outcome) {
    if (sink == null) {
      return;
    }
    var error = outcome.error();
    var silent = level == Level.PER_ATTEMPT_NO_ERROR_TEXT;
    if (error == null || (!silent && !faults.explainsApart())) {
      sink.ended(outcome);
      return;
    }
    sink.ended(withoutError(outcome));
    if (!silent) {
      sink.explained(outcome.queue(), outcome.jobId(), outcome.attempt(), error);
    }
  }

  private static Outcome withoutError(Outcome outcome) {
    return new Outcome(
        outcome.queue(),
        outcome.jobId(),
        outcome.attempt(),
        outcome.lastAttempt(),
        outcome.kind(),
        null,
        outcome.worker(),
        outcome.startedAt(),
        outcome.endedAt(),
        outcome.grant());
  }
}
