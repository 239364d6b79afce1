package dev.recloser.server.auth;

import java.util.Locale;

/** What a caller may do; each role may do what the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Also acts on breakers and jobs. */
  OPERATOR,
  /** Also configures and manages tokens. */
  ADMIN;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
