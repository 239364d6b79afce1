package dev.recloser.server.auth;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Journal;
import dev.recloser.server.cli.Version;
import dev.recloser.server.config.Settings;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Success;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and who one is. */
@RestController
@RequestMapping("/api/v1/auth")
final class AuthController {

  private final Tokens tokens;
  private final Journal journal;
  private final InstantSource clock;
  private final Settings settings;
  private final Attempts attempts;

  AuthController(
      Tokens tokens, Journal journal, InstantSource clock, Settings settings, Attempts attempts) {
    this.tokens = tokens;
    this.journal = journal;
    this.clock = clock;
    this.settings = settings;
    this.attempts = attempts;
  }

  record SignIn(@Nullable String token) {}

  record Session(String token, String actor, String role, @Nullable Instant expiresAt) {}

  record Me(
      String actor,
      String role,
      @Nullable Instant expiresAt,
      String environment,
      String version,
      boolean demo) {}

  @PostMapping("/sessions")
  @ResponseStatus(HttpStatus.CREATED)
  Success<Session> signIn(@RequestBody SignIn request, HttpServletRequest http) {
    if (!attempts.allow(http.getRemoteAddr())) {
      throw new ApiException(
          HttpStatus.TOO_MANY_REQUESTS, "too_many_attempts", "Too many tries. Wait a minute.");
    }
    if (request.token() == null || request.token().isBlank()) {
      throw ApiException.invalid("token", "is missing");
    }
    var signedIn =
        tokens
            .signIn(request.token().strip())
            .orElseThrow(() ->
                new ApiException(
                    HttpStatus.UNAUTHORIZED, "unauthorized", "This token is not known."));
    var caller = signedIn.caller();
    audit(caller.name(), "signed_in");
    return Success.of(
        new Session(signedIn.secret(), caller.name(), caller.role().word(), caller.expiresAt()));
  }

  @DeleteMapping("/sessions/current")
  Success<Map<String, String>> signOut(@AuthenticationPrincipal Caller caller) {
    tokens.signOut(caller);
    audit(caller.name(), "signed_out");
    return Success.of(Map.of());
  }

  @GetMapping("/me")
  Success<Me> me(@AuthenticationPrincipal Caller caller) {
    return Success.of(
        new Me(
            caller.name(),
            caller.role().word(),
            caller.expiresAt(),
            settings.environment(),
            Version.text(),
            settings.demo()));
  }

  private void audit(String actor, String action) {
    var entry =
        new AuditEntry(clock.instant(), actor, action, "session", null, null, null, "done", null);
    journal.write(List.of(), null, List.of(entry));
  }
}
