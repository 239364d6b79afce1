package dev.recloser.server.auth;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Journal;
import dev.recloser.server.store.TokenTable.TokenRow;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Items;
import dev.recloser.server.web.Success;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Admins make and delete tokens. A secret is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokenController {

  private static final int LONGEST_NAME = 60;

  private final Tokens tokens;
  private final Journal journal;
  private final InstantSource clock;

  TokenController(Tokens tokens, Journal journal, InstantSource clock) {
    this.tokens = tokens;
    this.journal = journal;
    this.clock = clock;
  }

  record Wanted(@Nullable String name, @Nullable String role) {}

  record Token(
      String id, String name, String role, Instant createdAt, @Nullable Instant lastUsedAt) {}

  record NewToken(String id, String name, String role, String token) {}

  @GetMapping
  Success<Items<Token>> list() {
    return Success.of(Items.all(tokens.list().stream().map(TokenController::shown).toList()));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Success<NewToken> make(@RequestBody Wanted wanted, @AuthenticationPrincipal Caller caller) {
    var name = name(wanted.name());
    var role = role(wanted.role());
    try {
      var made = tokens.make(name, role);
      audit(caller, "token_created", name);
      return Success.of(new NewToken(made.token().id(), name, role.word(), made.secret()));
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("name", String.valueOf(e.getMessage()));
    }
  }

  @DeleteMapping("/{id}")
  Success<Map<String, String>> delete(
      @PathVariable String id, @AuthenticationPrincipal Caller caller) {
    try {
      var gone = tokens.delete(id);
      audit(
          caller,
          "token_deleted",
          gone.orElseThrow(() -> ApiException.notFound("token_not_found", "No such token."))
              .name());
      return Success.of(Map.of());
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("id", String.valueOf(e.getMessage()));
    }
  }

  private static String name(@Nullable String name) {
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      throw ApiException.invalid("name", "must be 1 to 60 characters");
    }
    if (name.chars().anyMatch(Character::isISOControl) || name.strip().equals("recloser")) {
      throw ApiException.invalid("name", "holds control characters, or is Recloser's own");
    }
    return name.strip();
  }

  private static Role role(@Nullable String role) {
    for (var each : Role.values()) {
      if (each.word().equals(role == null ? null : role.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw ApiException.invalid("role", "must be viewer, operator or admin");
  }

  private static Token shown(TokenRow row) {
    return new Token(row.id(), row.name(), row.role(), row.createdAt(), row.lastUsedAt());
  }

  private void audit(Caller caller, String action, String token) {
    var entry =
        new AuditEntry(
            clock.instant(),
            caller.name(),
            action,
            "token " + token,
            null,
            null,
            null,
            "done",
            null);
    journal.write(List.of(), null, List.of(entry));
  }
}
