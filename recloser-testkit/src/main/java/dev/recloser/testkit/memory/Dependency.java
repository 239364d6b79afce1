package dev.recloser.testkit.memory;

import java.time.Instant;

/** What the jobs call, and what may be down. */
@FunctionalInterface
public interface Dependency {

  /** How this run ends. Asked at its end; deterministic tests answer from the arguments alone. */
  RunResult call(Run run);

  /** A dependency that is always up. */
  static Dependency up() {
    return _ -> RunResult.SUCCESS;
  }

  /** A dependency that is always down. */
  static Dependency down() {
    return _ -> RunResult.failure("java.net.ConnectException", "Connection refused");
  }

  /** Down from one time to another, otherwise like this. */
  default Dependency downBetween(Instant from, Instant until) {
    return run -> {
      var isDown = !run.at().isBefore(from) && run.at().isBefore(until);
      return isDown ? down().call(run) : call(run);
    };
  }

  /**
   * A dependency that fails this share of the runs, chosen by job and attempt: the same run always
   * ends the same way.
   */
  static Dependency failing(double share, long seed) {
    return run -> Draw.of(seed, run) < share ? down().call(run) : RunResult.SUCCESS;
  }
}
