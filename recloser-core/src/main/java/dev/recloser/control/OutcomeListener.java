package dev.recloser.control;

import dev.recloser.engine.Outcome;

/** Hears how attempts ended. Called by collectors' threads, so it must not block. */
@FunctionalInterface
public interface OutcomeListener {

  /** An attempt at a job of this queue ended. */
  void ended(QueueId queue, Outcome outcome);
}
