package dev.recloser.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every error.
 *
 * @param status always {@code error}
 * @param code for programs, in snake_case
 * @param message for people: what happened, to what, what to do
 * @param details more for programs; left out when there is none
 */
public record ApiError(
    String status,
    String code,
    String message,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object details) {

  /** An error without details. */
  public static ApiError of(String code, String message) {
    return new ApiError("error", code, message, null);
  }
}
