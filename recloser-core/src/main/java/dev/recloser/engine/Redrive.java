package dev.recloser.engine;

import org.jspecify.annotations.Nullable;

/**
 * Whether {@link Engine#retry} can send a dead job back, and as what.
 *
 * @param reason one sentence for people: why the job may differ, or why it cannot be sent; null for
 *     {@link Kind#EXACT}
 */
public record Redrive(Kind kind, @Nullable String reason) {

  /** The job as it was. */
  public static final Redrive EXACT = new Redrive(Kind.EXACT, null);

  /** How far the job that is sent back is the one that died. */
  public enum Kind {
    /** The original is there. */
    EXACT,
    /** Made anew from its arguments; it may differ. */
    REBUILT,
    /** There is nothing to send. */
    NOT_POSSIBLE
  }

  public Redrive {
    if ((kind == Kind.EXACT) != (reason == null)) {
      throw new IllegalArgumentException("a redrive has a reason unless it is exact");
    }
  }

  /** Made anew; the sentence says why it may differ. */
  public static Redrive rebuilt(String reason) {
    return new Redrive(Kind.REBUILT, reason);
  }

  /** Not possible; the sentence says why. */
  public static Redrive notPossible(String reason) {
    return new Redrive(Kind.NOT_POSSIBLE, reason);
  }
}
