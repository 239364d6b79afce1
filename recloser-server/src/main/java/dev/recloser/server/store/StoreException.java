package dev.recloser.server.store;

/** The data folder cannot be used; the message says why and what to do. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, and what to do. */
  public StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
