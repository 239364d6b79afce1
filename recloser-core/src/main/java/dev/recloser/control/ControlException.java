package dev.recloser.control;

import org.jspecify.annotations.Nullable;

/** What the control could not do; the message is for people. */
public final class ControlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why; decides the HTTP status. */
  public enum Kind {
    ENGINE_NOT_FOUND,
    QUEUE_NOT_FOUND,
    JOB_NOT_FOUND,
    GROUP_NOT_FOUND,
    /** A group guards the queue: only the group can be told what to do. */
    IN_GROUP,
    /** A queue would belong to two groups, or a person's order on it would be lost. */
    GROUP_CLASH,
    /** Somebody else changed or made the group meanwhile. */
    GROUP_CHANGED,
    /** The configuration file says what the group is. */
    GROUP_IN_FILE,
    REDRIVE_NOT_FOUND,
    /** One is under way for this queue. */
    REDRIVE_RUNNING,
    /** The dry run is too old, or was used, or meant other jobs. */
    DRY_RUN_GONE,
    /** No dead job that is meant can be sent. */
    NOTHING_TO_REDRIVE,
    /** The engine lacks the capability. */
    UNSUPPORTED,
    /** The engine does not answer. */
    ENGINE_UNAVAILABLE,
    /** Too much is waiting; try again. */
    BUSY,
    INVALID
  }

  private final Kind kind;

  /** An exception with its cause, where there is one. */
  public ControlException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
