package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what; how sessions and tokens begin and end. */
class AccessTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withEngineDown();

  private static final String SESSIONS = "/api/v1/auth/sessions";
  private static final String ME = "/api/v1/auth/me";

  /** The status of each role; 404, 422 and 503 mean that access was not what stopped it. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET,    /api/v1/queue/circuit-breaker-status,          200, 200, 200",
    "GET,    /api/v1/queue/management,                      200, 200, 200",
    "GET,    /api/v1/snapshot,                              200, 200, 200",
    "GET,    /api/v1/audit,                                 200, 200, 200",
    "GET,    /api/v1/auth/me,                               200, 200, 200",
    "GET,    /api/v1/queues/away/mail,                      404, 404, 404",
    "GET,    /api/v1/queues/away/mail/history,              404, 404, 404",
    "GET,    /api/v1/queues/away/mail/jobs,                 404, 404, 404",
    "GET,    /actuator/prometheus,                          200, 200, 200",
    "POST,   /api/v1/queue/open-circuit-breaker,            403, 200, 200",
    "POST,   /api/v1/queue/close-circuit-breaker,           403, 200, 200",
    "POST,   /api/v1/queues/away/mail/breaker/open,         403, 404, 404",
    "POST,   /api/v1/queues/away/mail/breaker/close,        403, 404, 404",
    "POST,   /api/v1/queues/away/mail/breaker/probe,        403, 404, 404",
    "POST,   /api/v1/queues/away/mail/breaker/force-close,  403, 400, 400",
    "POST,   /api/v1/queues/away/mail/breaker/mode,         403, 400, 400",
    "POST,   /api/v1/queues/away/mail/jobs/1/retry,         403, 404, 404",
    "POST,   /api/v1/queues/away/mail/jobs/1/remove,        403, 404, 404",
    "POST,   /api/v1/demo/dependencies/mail,                403, 404, 404",
    "GET,    /api/v1/tokens,                                403, 403, 200",
    "POST,   /api/v1/tokens,                                403, 403, 400",
    "DELETE, /api/v1/tokens/none,                           403, 403, 404"
  })
  void aRoleMayWhatItMay(String method, String path, int viewer, int operator, int admin) {
    var body = method.equals("POST") ? "{}" : null;

    SERVER.send(method, path, body, null).isError(401, "unauthorized");
    SERVER.send(method, path, body, SERVER.token(Role.VIEWER)).hasStatus(viewer);
    SERVER.send(method, path, body, SERVER.token(Role.OPERATOR)).hasStatus(operator);
    SERVER.send(method, path, body, SERVER.token(Role.ADMIN)).hasStatus(admin);
  }

  @Test
  void aDeniedActIsAudited() {
    var viewer = token("denied-viewer", "viewer");

    SERVER
        .send("POST", "/api/v1/queue/open-circuit-breaker", "{}", viewer)
        .isError(403, "forbidden");

    assertThat(SERVER.get("/api/v1/audit").at("/data/items"))
        .anySatisfy(row -> {
          assertThat(row.get("actor").asString()).isEqualTo("denied-viewer");
          assertThat(row.get("result").asString()).isEqualTo("denied");
          assertThat(row.get("target").asString()).isEqualTo("/api/v1/queue/open-circuit-breaker");
        });
  }

  @Test
  void theAuditLogCannotBeFilledWithDeniedActs() {
    var viewer = token("eager-viewer", "viewer");
    for (int i = 0; i < 30; i++) {
      SERVER.send("POST", "/api/v1/tokens", "{}", viewer).isError(403, "forbidden");
    }

    assertThat(SERVER.get("/api/v1/audit?limit=200").at("/data/items"))
        .filteredOn(row -> row.get("actor").asString().equals("eager-viewer"))
        .hasSizeBetween(1, 20);
  }

  @ParameterizedTest
  @EnumSource
  void meSaysWhoAndWhere(Role role) {
    var me = SERVER.send("GET", ME, null, SERVER.token(role)).hasStatus(200);

    assertThat(me.fields("/data"))
        .containsExactly("actor", "role", "expires_at", "environment", "version", "demo");
    assertThat(me.text("/data/actor")).isEqualTo(role.word());
    assertThat(me.text("/data/role")).isEqualTo(role.word());
    assertThat(me.text("/data/expires_at")).isNull();
    assertThat(me.text("/data/environment")).isEqualTo("Test");
    assertThat(me.at("/data/demo").booleanValue()).isFalse();
  }

  @Test
  void signingInGivesASessionForTwelveHours() {
    var session = signIn(SERVER.token(Role.OPERATOR)).hasStatus(201);

    assertThat(session.fields("/data")).containsExactly("token", "actor", "role", "expires_at");
    assertThat(session.text("/data/actor")).isEqualTo("operator");
    assertThat(session.text("/data/role")).isEqualTo("operator");
    assertThat(Duration.between(Instant.now(), Instant.parse(session.text("/data/expires_at"))))
        .isBetween(Duration.ofHours(11), Duration.ofHours(12).plusMinutes(1));
    var me = SERVER.send("GET", ME, null, session.text("/data/token")).hasStatus(200);
    assertThat(me.text("/data/expires_at")).isEqualTo(session.text("/data/expires_at"));
  }

  @Test
  void signingOutEndsTheSessionButNotTheToken() {
    var token = SERVER.token(Role.VIEWER);
    var session = signIn(token).text("/data/token");

    SERVER.send("DELETE", SESSIONS + "/current", null, session).hasStatus(200);

    SERVER.send("GET", ME, null, session).isError(401, "unauthorized");
    SERVER.send("GET", ME, null, token).hasStatus(200);
  }

  @Test
  void aSessionIsNoTokenToSignInWith() {
    var session = signIn(SERVER.token(Role.VIEWER)).text("/data/token");

    signIn(String.valueOf(session)).isError(401, "unauthorized");
  }

  @Test
  void signingInWithoutATokenNamesTheField() {
    SERVER.send("POST", SESSIONS, "{}", null, "X-Forwarded-For", "10.9.9.9").isInvalid("token");
    SERVER.send("POST", SESSIONS, null, null).isInvalid("body");
  }

  @Test
  void deletingATokenEndsItAndItsSessions() {
    var made = create("leaving", "operator").hasStatus(201);
    var token = String.valueOf(made.text("/data/token"));
    var session = signIn(token).hasStatus(201).text("/data/token");

    admin("DELETE", "/api/v1/tokens/" + made.text("/data/id"), null).hasStatus(200);

    SERVER.send("GET", ME, null, token).isError(401, "unauthorized");
    SERVER.send("GET", ME, null, session).isError(401, "unauthorized");
    admin("DELETE", "/api/v1/tokens/" + made.text("/data/id"), null)
        .isError(404, "token_not_found");
  }

  @Test
  void aSecretIsShownOnlyWhenItIsMade() {
    var made = create("shown-once", "viewer").hasStatus(201);
    assertThat(made.fields("/data")).containsExactly("id", "name", "role", "token");
    var secret = String.valueOf(made.text("/data/token"));
    assertThat(secret).matches("rcl_[A-Za-z0-9_-]{43}");

    var list = admin("GET", "/api/v1/tokens", null).hasStatus(200);

    assertThat(list.text()).contains("shown-once").doesNotContain(secret);
    assertThat(list.fields("/data/items/0"))
        .containsExactly("id", "name", "role", "created_at", "last_used_at");
    assertThat(list.text("/data/next_cursor")).isNull();
    assertThat(SERVER.get("/api/v1/audit").text()).doesNotContain(secret);
  }

  @Test
  void theLastAdminStays() {
    admin("DELETE", "/api/v1/tokens/admin", null).isInvalid("id");

    SERVER.send("GET", ME, null, RunningServer.ADMIN).hasStatus(200);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "'',          viewer, name",
    "recloser,    viewer, name",
    "viewer,      viewer, name",
    "'a\\u0007b', viewer, name",
    "good,        king,   role"
  })
  void aBadTokenIsNamed(String name, String role, String field) {
    create(name, role).isInvalid(field);
  }

  /** All tests here share one address; this one asks from another of the loopback's. */
  @Test
  void signingInIsLimitedPerAddress() {
    int last = 0;
    for (int i = 0; i < 25; i++) {
      last = SERVER.fromOtherAddress("POST", SESSIONS, "{\"token\":\"rcl_guess\"}");
      if (i == 0) {
        assertThat(last).isEqualTo(401);
      }
    }

    assertThat(last).isEqualTo(429);
  }

  private static Answer signIn(String token) {
    return SERVER.send("POST", SESSIONS, "{\"token\":\"" + token + "\"}", null);
  }

  private static Answer create(String name, String role) {
    return admin(
        "POST", "/api/v1/tokens", "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role));
  }

  private static String token(String name, String role) {
    return String.valueOf(create(name, role).hasStatus(201).text("/data/token"));
  }

  private static Answer admin(String method, String path, @Nullable String body) {
    return SERVER.send(method, path, body, RunningServer.ADMIN);
  }
}
