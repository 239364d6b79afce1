package dev.recloser.server.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param name the name of the token; the actor in the audit log
 * @param expiresAt when the session ends; null for a token itself
 * @param hash of the secret that was given, to end the session by
 */
public record Caller(String name, Role role, @Nullable Instant expiresAt, String hash) {

  @Override
  public String toString() {
    return name + " (" + role.word() + ")";
  }
}
