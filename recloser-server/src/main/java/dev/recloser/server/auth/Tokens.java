package dev.recloser.server.auth;

import dev.recloser.server.store.TokenTable;
import dev.recloser.server.store.TokenTable.SessionRow;
import dev.recloser.server.store.TokenTable.TokenRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and the sessions that signing in makes of them. Looked up by hash in memory, so a request
 * costs no read, and a guess learns nothing from the time it takes. Thread-safe.
 */
public final class Tokens {

  private static final Duration SESSION = Duration.ofHours(12);
  private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);
  private static final String ADMIN_ID = "admin";

  private final TokenTable table;
  private final InstantSource clock;
  private final Map<String, TokenRow> byHash = new ConcurrentHashMap<>();
  private final Map<String, SessionRow> sessions = new ConcurrentHashMap<>();

  /** The tokens of this table. */
  public Tokens(TokenTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
    table.tokens().forEach(token -> byHash.put(token.hash(), token));
    table.sessions(clock.instant()).forEach(session -> sessions.put(session.hash(), session));
  }

  /** A token with its secret, shown once. */
  public record Made(TokenRow token, String secret) {}

  /** A session with its secret, shown once. */
  public record SignedIn(String secret, Caller caller) {}

  /**
   * Makes sure that there is an admin.
   *
   * @param given the operator's own token; null to make one where there is none
   * @return the secret that was made and must be printed; empty when there was one or it was given
   */
  public Optional<String> ensureAdmin(@Nullable String given) {
    if (given != null) {
      putAdmin(given);
      return Optional.empty();
    }
    boolean exists = byHash.values().stream().anyMatch(token -> role(token) == Role.ADMIN);
    if (exists) {
      return Optional.empty();
    }
    var secret = Secrets.fresh("rcl_");
    putAdmin(secret);
    return Optional.of(secret);
  }

  /** Who has this secret: a token, or a session that has not ended. */
  public Optional<Caller> caller(String secret) {
    var hash = Secrets.hash(secret);
    var token = byHash.get(hash);
    if (token != null) {
      noteUse(token);
      return Optional.of(new Caller(token.name(), role(token), null, hash));
    }
    var session = sessions.get(hash);
    if (session == null || !clock.instant().isBefore(session.expiresAt())) {
      return Optional.empty();
    }
    return byId(session.tokenId())
        .map(of -> new Caller(of.name(), role(of), session.expiresAt(), hash));
  }

  /**
   * Whether a worker or producer may use this secret at a broker. To take jobs is to act: a
   * viewer's token must not empty a queue.
   */
  public boolean mayWork(String secret) {
    return caller(secret).filter(who -> who.role().compareTo(Role.OPERATOR) >= 0).isPresent();
  }

  /** Exchanges a token for a session of twelve hours; empty when the token is not known. */
  public Optional<SignedIn> signIn(String secret) {
    var token = byHash.get(Secrets.hash(secret));
    if (token == null) {
      return Optional.empty();
    }
    var now = clock.instant();
    var made = Secrets.fresh("rcs_");
    var session = new SessionRow(Secrets.hash(made), token.id(), now.plus(SESSION));
    table.put(session, now);
    sessions.values().removeIf(old -> !now.isBefore(old.expiresAt()));
    sessions.put(session.hash(), session);
    noteUse(token);
    var caller = new Caller(token.name(), role(token), session.expiresAt(), session.hash());
    return Optional.of(new SignedIn(made, caller));
  }

  /** Ends the session of this caller; a token itself stays. */
  public void signOut(Caller caller) {
    if (sessions.remove(caller.hash()) != null) {
      table.deleteSession(caller.hash());
    }
  }

  /** All tokens without their secrets. */
  public List<TokenRow> list() {
    return table.tokens();
  }

  /**
   * Makes a token.
   *
   * @throws IllegalArgumentException when the name is taken
   */
  public synchronized Made make(String name, Role role) {
    if (byHash.values().stream().anyMatch(token -> token.name().equals(name))) {
      throw new IllegalArgumentException("there is a token named " + name);
    }
    var secret = Secrets.fresh("rcl_");
    var id = UUID.randomUUID().toString();
    return new Made(put(id, name, role, secret), secret);
  }

  /**
   * Deletes a token and ends its sessions.
   *
   * @throws IllegalArgumentException when it is the last admin
   */
  public synchronized Optional<TokenRow> delete(String id) {
    var token = byId(id);
    token.ifPresent(this::refuseLastAdmin);
    token.ifPresent(gone -> {
      table.delete(id);
      byHash.remove(gone.hash());
      sessions.values().removeIf(session -> session.tokenId().equals(id));
    });
    return token;
  }

  private void refuseLastAdmin(TokenRow token) {
    boolean other =
        byHash.values().stream()
            .anyMatch(one -> role(one) == Role.ADMIN && !one.id().equals(token.id()));
    if (role(token) == Role.ADMIN && !other) {
      throw new IllegalArgumentException(token.name() + " is the last admin token");
    }
  }

  private void putAdmin(String secret) {
    byId(ADMIN_ID).ifPresent(old -> byHash.remove(old.hash()));
    put(ADMIN_ID, ADMIN_ID, Role.ADMIN, secret);
  }

  private TokenRow put(String id, String name, Role role, String secret) {
    var token = new TokenRow(id, name, role.word(), Secrets.hash(secret), clock.instant(), null);
    table.put(token);
    byHash.put(token.hash(), token);
    return token;
  }

  private void noteUse(TokenRow token) {
    var now = clock.instant();
    var last = token.lastUsedAt();
    if (last == null || last.plus(NOTE_USE_EVERY).isBefore(now)) {
      var used =
          new TokenRow(
              token.id(), token.name(), token.role(), token.hash(), token.createdAt(), now);
      if (byHash.replace(token.hash(), token, used)) {
        table.used(token.id(), now);
      }
    }
  }

  private Optional<TokenRow> byId(String id) {
    return byHash.values().stream().filter(token -> token.id().equals(id)).findFirst();
  }

  private static Role role(TokenRow token) {
    return Role.valueOf(token.role().toUpperCase(Locale.ROOT));
  }
}
