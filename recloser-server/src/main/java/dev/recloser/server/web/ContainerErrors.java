package dev.recloser.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The envelope for errors that the container or a filter found before any controller. */
@RestController
final class ContainerErrors implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  ResponseEntity<ApiError> error(HttpServletRequest request) {
    var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status =
        Objects.requireNonNullElse(
            code instanceof Integer number ? HttpStatus.resolve(number) : null,
            HttpStatus.NOT_FOUND);
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body(status));
  }

  private static ApiError body(HttpStatus status) {
    if (status == HttpStatus.NOT_FOUND) {
      return ApiError.of("not_found", "There is nothing at this path.");
    }
    if (status.is4xxClientError()) {
      return ApiError.of("invalid_request", "The request was refused: " + status.getReasonPhrase());
    }
    return ApiError.of("internal", "Recloser failed on this request.");
  }
}
