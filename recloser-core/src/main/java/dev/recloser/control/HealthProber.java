package dev.recloser.control;

import dev.recloser.policy.HealthTarget;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks dependencies whether they are well. */
@FunctionalInterface
public interface HealthProber {

  /** Knows nobody to ask: every answer is bad, so jobs are probed after the longest wait only. */
  HealthProber NONE = (_, _, answer) -> answer.accept(false);

  /**
   * Asks once and returns at once.
   *
   * @param timeout after which the answer is no
   * @param answer called once, by any thread, with whether the target is well
   */
  void ask(HealthTarget target, Duration timeout, Consumer<Boolean> answer);
}
