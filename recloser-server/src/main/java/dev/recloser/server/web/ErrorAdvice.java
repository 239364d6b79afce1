package dev.recloser.server.web;

import dev.recloser.control.ControlException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns every exception into its status and envelope, in one place. */
@RestControllerAdvice
final class ErrorAdvice {

  private static final System.Logger LOG = System.getLogger(ErrorAdvice.class.getName());

  @ExceptionHandler
  ResponseEntity<ApiError> api(ApiException e) {
    return json(e.status()).body(e.body());
  }

  @ExceptionHandler
  ResponseEntity<ApiError> control(ControlException e) {
    return switch (e.kind()) {
      case ENGINE_NOT_FOUND -> error(HttpStatus.NOT_FOUND, "engine_not_found", e);
      case QUEUE_NOT_FOUND -> error(HttpStatus.NOT_FOUND, "queue_not_found", e);
      case GROUP_NOT_FOUND -> error(HttpStatus.NOT_FOUND, "group_not_found", e);
      case IN_GROUP -> error(HttpStatus.CONFLICT, "in_group", e);
      case GROUP_CLASH -> error(HttpStatus.CONFLICT, "group_clash", e);
      case GROUP_CHANGED -> error(HttpStatus.CONFLICT, "group_changed", e);
      case GROUP_IN_FILE -> error(HttpStatus.CONFLICT, "group_in_file", e);
      case JOB_NOT_FOUND -> error(HttpStatus.NOT_FOUND, "job_not_found", e);
      case REDRIVE_NOT_FOUND -> error(HttpStatus.NOT_FOUND, "redrive_not_found", e);
      case REDRIVE_RUNNING -> error(HttpStatus.CONFLICT, "redrive_running", e);
      case DRY_RUN_GONE -> error(HttpStatus.CONFLICT, "dry_run_gone", e);
      case NOTHING_TO_REDRIVE -> error(HttpStatus.CONFLICT, "nothing_to_redrive", e);
      case UNSUPPORTED -> error(HttpStatus.UNPROCESSABLE_CONTENT, "unsupported", e);
      case ENGINE_UNAVAILABLE -> error(HttpStatus.SERVICE_UNAVAILABLE, "engine_unavailable", e);
      case BUSY -> error(HttpStatus.SERVICE_UNAVAILABLE, "busy", e);
      case INVALID -> error(HttpStatus.BAD_REQUEST, "invalid_request", e);
    };
  }

  @ExceptionHandler
  ResponseEntity<ApiError> unreadable(HttpMessageNotReadableException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyLimitFilter.TooLargeException) {
        return json(HttpStatus.CONTENT_TOO_LARGE).body(BodyLimitFilter.ERROR);
      }
    }
    if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
      return field(unknown.getPropertyName(), "is not known");
    }
    if (e.getCause() instanceof DatabindException bad && !bad.getPath().isEmpty()) {
      var name = bad.getPath().getLast().getPropertyName();
      return field(name == null ? "body" : name, "has a wrong type or format");
    }
    if (e.getCause() instanceof JacksonException) {
      return field("body", "is not valid JSON");
    }
    return field("body", "is missing");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> mismatch(MethodArgumentTypeMismatchException e) {
    return field(e.getName(), "has a wrong type or format");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> missing(MissingServletRequestParameterException e) {
    return field(e.getParameterName(), "is missing");
  }

  @ExceptionHandler
  ResponseEntity<?> noSuchPath(NoResourceFoundException e) {
    if (Page.isPlace(e.getResourcePath())) { // found, had the page been built
      return ResponseEntity.status(HttpStatus.NOT_FOUND)
          .contentType(MediaType.TEXT_PLAIN)
          .body(Page.NOT_BUILT);
    }
    return error(HttpStatus.NOT_FOUND, "not_found", "There is nothing at this path.");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> method(HttpRequestMethodNotSupportedException e) {
    var body =
        new ApiError(
            "error",
            "method_not_allowed",
            e.getMethod() + " is not allowed here.",
            Map.of("allowed", allowed(e.getSupportedMethods())));
    return json(HttpStatus.METHOD_NOT_ALLOWED)
        .header("Allow", String.join(", ", allowed(e.getSupportedMethods())))
        .body(body);
  }

  @ExceptionHandler
  ResponseEntity<ApiError> mediaType(HttpMediaTypeNotSupportedException e) {
    return error(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "Send JSON with Content-Type: application/json.");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> notAcceptable(HttpMediaTypeNotAcceptableException e) {
    return error(HttpStatus.NOT_ACCEPTABLE, "not_acceptable", "The answer is JSON: accept it.");
  }

  @ExceptionHandler
  ResponseEntity<ApiError> bug(Exception e, HttpServletRequest request) {
    var id = RequestIdFilter.idOf(request);
    LOG.log(System.Logger.Level.ERROR, "request " + id + " failed", e);
    var body =
        new ApiError(
            "error",
            "internal",
            "Recloser failed on this request. Its log has the details under the request id.",
            Map.of("request_id", id));
    return json(HttpStatus.INTERNAL_SERVER_ERROR).body(body);
  }

  private static List<String> allowed(String @Nullable [] methods) {
    return methods == null ? List.of() : List.of(methods).stream().sorted().toList();
  }

  private static ResponseEntity<ApiError> field(String field, String problem) {
    return json(HttpStatus.BAD_REQUEST).body(ApiException.invalid(field, problem).body());
  }

  private static ResponseEntity<ApiError> error(HttpStatus status, String code, Exception e) {
    return error(status, code, String.valueOf(e.getMessage()));
  }

  private static ResponseEntity<ApiError> error(HttpStatus status, String code, String message) {
    return json(status).body(ApiError.of(code, message));
  }

  /** Errors are JSON whatever the client would rather have. */
  private static ResponseEntity.BodyBuilder json(HttpStatus status) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
  }
}
