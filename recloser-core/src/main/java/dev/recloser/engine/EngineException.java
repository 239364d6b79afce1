package dev.recloser.engine;

import org.jspecify.annotations.Nullable;

/** What an engine could not do. The message says what happened, to what, and what to do. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it failed; decides the HTTP status and whether a retry makes sense. */
  public enum Kind {
    /** The engine did not answer in time; the call may or may not have had its effect. */
    UNREACHABLE,
    /** The engine answered no. */
    REFUSED,
    /** The queue or job is not there. */
    NOT_FOUND,
    /** The capability is not declared. */
    UNSUPPORTED,
    /** The adapter met something it should not. */
    BUG
  }

  private final Kind kind;

  /** An exception without a cause. */
  public EngineException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** An exception with its cause. */
  public EngineException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why it failed. */
  public Kind kind() {
    return kind;
  }
}
