package dev.recloser.breaker;

import java.util.List;

/** The answer of the machine: the next state and what to do. */
public record Step(BreakerState state, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }
}
