package dev.recloser.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command.
 *
 * @param kind DONE, NO_CHANGE, or CONFLICT when the version was another
 * @param wasOpen the public state before
 * @param isOpen the public state after
 * @param message one sentence for people
 * @param breaker the breaker after the command; null for the main breaker
 */
public record CommandResult(
    Kind kind,
    boolean wasOpen,
    boolean isOpen,
    String message,
    Instant at,
    @Nullable BreakerView breaker) {

  /** What became of a command. */
  public enum Kind {
    /** It changed something. */
    DONE,
    /** Things were as asked already. */
    NO_CHANGE,
    /** Somebody changed the breaker since; nothing was done. */
    CONFLICT
  }
}
