package dev.recloser.bench;

import dev.recloser.breaker.Policy;
import java.util.List;
import java.util.function.Function;

/** The rules that are compared. */
final class Rules {

  private Rules() {}

  /** All, in the order of the table; each call makes new ones. */
  static List<Function<Trace, Rule>> all() {
    return List.of(
        _ -> new None(),
        _ -> new MassTransitRule(),
        _ -> new WolverineRule(),
        _ -> new PgbusRule(),
        trace -> new NServiceBusRule(trace.workers().slots()),
        _ -> new GateleenRule(),
        _ -> new Resilience4jRule(false),
        _ -> new Resilience4jRule(true),
        _ -> new StoplightRule(),
        _ -> recloser(),
        _ -> recloserIgnoring());
  }

  static Rule recloser() {
    return new RecloserRule("Recloser", Policy.DEFAULTS, false);
  }

  static Rule recloserIgnoring() {
    return new RecloserRule("Recloser + ignore list", Policy.DEFAULTS, true);
  }
}
