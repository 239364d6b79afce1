package dev.recloser.control;

import org.jspecify.annotations.Nullable;

/**
 * What became of one dead job that was to be sent back.
 *
 * @param reason in words; null when it was sent
 */
public record Resent(String job, Kind kind, @Nullable String reason) {

  /** What became of it. */
  public enum Kind {
    /** It is in its queue again. */
    SENT,
    /** It was not sent and will not be: it is not there any more, or the engine refuses. */
    NOT_SENT,
    /** The engine did not answer in time: it may be in its queue, or dead still. */
    UNKNOWN
  }
}
