package dev.recloser.control;

import dev.recloser.breaker.Mode;
import dev.recloser.policy.PolicyLayer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person can ask of one queue's breaker. */
public sealed interface Command {

  /** Hold the queue; with no end when {@code until} is null. */
  record HoldOpen(@Nullable Instant until) implements Command {}

  /** Let the queue run again through a ramp; also removes a lock. */
  record Close() implements Command {}

  /** Let the queue run without protection until a time. */
  record ForceClose(Instant until) implements Command {}

  /** Probe now. */
  record Probe() implements Command {}

  /** Replace what is set over the API for this breaker. */
  record ChangePolicy(PolicyLayer layer) implements Command {}

  /** Change the mode. */
  record ChangeMode(Mode mode) implements Command {}

  /**
   * A command with what comes along.
   *
   * @param command what to do
   * @param actor who asks
   * @param reason why; at most 500 characters
   * @param expectedVersion the version the person saw; null = do it whatever happened since
   */
  record Order(
      Command command, String actor, @Nullable String reason, @Nullable Long expectedVersion) {}
}
