package dev.recloser.server.web;

/**
 * The envelope of every good answer.
 *
 * @param status always {@code success}
 */
public record Success<T>(String status, T data) {

  /** An envelope around this. */
  public static <T> Success<T> of(T data) {
    return new Success<>("success", data);
  }
}
