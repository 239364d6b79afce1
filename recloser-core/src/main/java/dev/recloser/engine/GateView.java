package dev.recloser.engine;

/**
 * The gate of a queue as the engine reports it.
 *
 * @param held whether ordinary attempts are kept from starting
 * @param owner who holds it; NOBODY when it is not held
 */
public record GateView(boolean held, Owner owner) {

  /** The gate of a queue that flows. */
  public static final GateView FLOWING = new GateView(false, Owner.NOBODY);

  /** Who holds a gate. */
  public enum Owner {
    /** Nobody: it flows. */
    NOBODY,
    /** Recloser, by {@link Engine#hold}. */
    RECLOSER,
    /** Somebody else. */
    EXTERNAL,
    /** The engine keeps no owner; Recloser's own journal decides. */
    UNKNOWN
  }
}
