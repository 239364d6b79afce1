package dev.recloser.server.breakers;

import dev.recloser.control.Control;
import dev.recloser.server.auth.Caller;
import dev.recloser.server.queues.MainStatusJson;
import dev.recloser.server.web.Reasons;
import dev.recloser.server.web.Success;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The main breaker behind the three endpoints that clients of the former back end know. */
@RestController
@RequestMapping("/api/v1/queue")
final class MainBreakerController {

  private final Control control;

  MainBreakerController(Control control) {
    this.control = control;
  }

  record Change(@Nullable String reason) {}

  @GetMapping("/circuit-breaker-status")
  Success<MainStatusJson> status() {
    return Success.of(MainStatusJson.of(control.snapshot()));
  }

  @PostMapping("/open-circuit-breaker")
  Success<MainAnswer> open(
      @RequestBody(required = false) @Nullable Change change,
      @AuthenticationPrincipal Caller caller) {
    return Success.of(MainAnswer.of(control.openMain(caller.name(), reason(change))));
  }

  @PostMapping("/close-circuit-breaker")
  Success<MainAnswer> close(
      @RequestBody(required = false) @Nullable Change change,
      @AuthenticationPrincipal Caller caller) {
    return Success.of(MainAnswer.of(control.closeMain(caller.name(), reason(change))));
  }

  private static @Nullable String reason(@Nullable Change change) {
    return change == null ? null : Reasons.checked(change.reason());
  }
}
