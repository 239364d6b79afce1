package dev.recloser.testkit;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.ErrorText;
import dev.recloser.engine.OutcomeSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everything an engine says about attempts, in the order it came. Safe for all threads. */
public final class RecordingSink implements OutcomeSink {

  /** An error text that came apart from its outcome. */
  public record Explanation(String queue, String jobId, int attempt, ErrorText error) {}

  /** A mark that outcomes are missing. */
  public record Missed(String queue, String why) {}

  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final List<Explanation> explanations = new CopyOnWriteArrayList<>();
  private final List<Missed> missed = new CopyOnWriteArrayList<>();

  @Override
  public void ended(Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void explained(String queue, String jobId, int attempt, ErrorText error) {
    explanations.add(new Explanation(queue, jobId, attempt, error));
  }

  @Override
  public void missed(String queue, String why) {
    missed.add(new Missed(queue, why));
  }

  /** All outcomes so far. */
  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The outcomes of one queue so far. */
  public List<Outcome> outcomes(String queue) {
    return outcomes.stream().filter(outcome -> outcome.queue().equals(queue)).toList();
  }

  /** The outcomes of attempts that started under this grant. */
  public List<Outcome> outcomesOf(long grant) {
    return outcomes.stream().filter(outcome -> outcome.grant() == grant).toList();
  }

  /** The explanations so far. */
  public List<Explanation> explanations() {
    return List.copyOf(explanations);
  }

  /** The marks of missing outcomes so far. */
  public List<Missed> missed() {
    return List.copyOf(missed);
  }
}
