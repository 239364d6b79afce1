package dev.recloser.breaker;

/** A policy that cannot be: which field is wrong, and what it must be. */
public final class PolicyException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * An error about one field.
   *
   * @param field its key, e.g. {@code min_volume}
   * @param problem what it must be, e.g. {@code must be 5 to 1000}
   */
  public PolicyException(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
  }

  /** The key of the field. */
  public String field() {
    return field;
  }
}
