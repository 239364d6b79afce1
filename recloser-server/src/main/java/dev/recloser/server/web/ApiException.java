package dev.recloser.server.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An error with its HTTP status and its envelope. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final transient @Nullable Object details;

  /** An error without details. */
  public ApiException(HttpStatus status, String code, String message) {
    this(status, code, message, null);
  }

  /** An error with details. */
  public ApiException(HttpStatus status, String code, String message, @Nullable Object details) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** Bad input in one field. */
  public static ApiException invalid(String field, String problem) {
    return new ApiException(
        HttpStatus.BAD_REQUEST,
        "invalid_request",
        field + " " + problem + ".",
        Map.of("fields", List.of(Map.of("field", field, "message", problem))));
  }

  /** Something that is not there. */
  public static ApiException notFound(String code, String message) {
    return new ApiException(HttpStatus.NOT_FOUND, code, message);
  }

  HttpStatus status() {
    return status;
  }

  ApiError body() {
    return new ApiError("error", code, String.valueOf(getMessage()), details);
  }
}
