package dev.recloser.engine;

/** Takes outcomes from an engine. Called from any thread; never blocks, never throws. */
public interface OutcomeSink {

  /** One attempt ended. */
  void ended(Outcome outcome);

  /**
   * The error text of a failed attempt, where it comes apart from its outcome: before or after it.
   */
  void explained(String queue, String jobId, int attempt, Outcome.ErrorText error);

  /**
   * Some outcomes of a queue were missed, e.g. after a disconnect. Unknown is not failure.
   *
   * @param why one sentence for operators
   */
  void missed(String queue, String why);
}
