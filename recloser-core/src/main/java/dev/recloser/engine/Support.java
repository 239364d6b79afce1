package dev.recloser.engine;

import org.jspecify.annotations.Nullable;

/**
 * How well a capability is supported.
 *
 * @param level the declared level
 * @param note one sentence for operators: the bound, the cost or the reason
 */
public record Support(Level level, @Nullable String note) {

  /** The level of a capability that is not declared. */
  public static final Support NONE = new Support(Level.NONE, null);

  /** Levels; which ones make sense depends on the capability. */
  public enum Level {
    /** Not there. */
    NONE,
    /** There. */
    YES,
    /** Exactly as many starts as were granted; no start after a hold. */
    EXACT,
    /** At most a bound more than asked; the note names the bound. */
    BOUNDED,
    /** An outcome for every attempt, with error text. */
    PER_ATTEMPT,
    /** An outcome for every attempt, without error text. */
    PER_ATTEMPT_NO_ERROR_TEXT,
    /** Outcomes of jobs that ended for good only. */
    FINAL_ONLY
  }

  /** A level without a note. */
  public static Support of(Level level) {
    return new Support(level, null);
  }

  /** A level with its note. */
  public static Support of(Level level, String note) {
    return new Support(level, note);
  }
}
