package dev.recloser.bench;

import dev.recloser.breaker.Policy;
import java.util.List;
import java.util.function.Supplier;

/** The rules that are compared. */
final class Rules {

  private Rules() {}

  /** All, the anchors first; each supplier makes a new one. */
  static List<Supplier<Rule>> all() {
    return List.of(None::new, Rules::recloser, Rules::recloserIgnoring);
  }

  static Rule recloser() {
    return new RecloserRule("Recloser", Policy.DEFAULTS, false);
  }

  static Rule recloserIgnoring() {
    return new RecloserRule("Recloser + ignore list", Policy.DEFAULTS, true);
  }
}
