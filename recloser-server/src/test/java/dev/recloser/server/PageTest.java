package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers rely on: headers, CORS, the page at any of its paths, health. */
class PageTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withEngineDown();

  private static final String SNAPSHOT = "/api/v1/snapshot";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/",
        "/queue-monitoring",
        "/queues/embedded/a%2Fb",
        "/api/v1/snapshot",
        "/api/v1/nothing"
      })
  void everyAnswerHasTheSecurityHeaders(String path) {
    var answer = SERVER.get(path);

    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'")
        .contains("style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "connect-src 'self'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Server")).isEmpty();
  }

  /** The page when it is built; else a line that says how to build it. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/", "/queue-monitoring", "/audit", "/queues/embedded/mail"})
  void everyPlaceOfThePageIsServedWithoutAToken(String path) {
    var answer = SERVER.send("GET", path, null, null);

    if (Main.class.getResource("/static/index.html") == null) {
      answer.hasStatus(404);
      assertThat(answer.header("Content-Type")).startsWith("text/plain");
      assertThat(answer.text()).contains("./dev build");
    } else {
      answer.hasStatus(200);
      assertThat(answer.header("Content-Type")).startsWith("text/html");
      assertThat(answer.text()).contains("<div id=\"root\">");
      assertThat(answer.header("Cache-Control")).contains("no-cache");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/assets/none.js",
        "/assets/..%2Fapplication.yaml",
        "/application.yaml",
        "/dev/recloser/server/store/001-start.sql"
      })
  void aFileThatIsNoPartOfThePageIsNotServed(String path) {
    var answer = SERVER.send("GET", path, null, null);

    assertThat(answer.status()).isIn(200, 400, 404); // 200: the page itself, for a path of its own
    assertThat(answer.text()).doesNotContain("spring:").doesNotContain("create table");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"GET", "POST", "DELETE"})
  void theDevelopmentServerMayCall(String method) throws Exception {
    var answer = SERVER.preflight(SNAPSHOT, "http://localhost:5173", method);

    assertThat(answer).containsIgnoringCase("access-control-allow-origin: http://localhost:5173");
    assertThat(answer).containsIgnoringCase("authorization");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"http://localhost:5174", "https://evil.example", "null"})
  void nobodyElseMayCall(String origin) throws Exception {
    assertThat(SERVER.preflight(SNAPSHOT, origin, "GET"))
        .startsWith("HTTP/1.1 403")
        .doesNotContainIgnoringCase("access-control-allow-origin");
  }

  @Test
  void healthIsOpenAndSaysNoMore() {
    var health = SERVER.send("GET", "/actuator/health", null, null).hasStatus(200);

    assertThat(health.text("/status")).isEqualTo("UP");
    assertThat(health.fields("")).isSubsetOf("status", "groups");
  }

  @Test
  void theDescriptionOfTheApiIsOpen() {
    var description = SERVER.send("GET", "/api/v1/openapi.json", null, null).hasStatus(200);

    assertThat(description.header("Content-Type")).startsWith("application/json");
    assertThat(description.text("/openapi")).startsWith("3.1");
  }

  @Test
  void theSnapshotOfAnEngineThatIsDownSaysSo() {
    var snapshot = SERVER.get(SNAPSHOT).hasStatus(200);

    assertThat(snapshot.fields("/data"))
        .containsExactly("taken_at", "version", "main_breaker", "engines", "attention", "queues");
    assertThat(snapshot.text("/data/engines/0/id")).isEqualTo("away");
    assertThat(snapshot.text("/data/engines/0/status")).isIn("down", "starting");
    assertThat(snapshot.text("/data/engines/0/last_ok_at")).isNull();
    assertThat(snapshot.at("/data/queues").isEmpty()).isTrue();
    assertThat(snapshot.at("/data/engines/0/capabilities")).isNotEmpty();
    assertThat(snapshot.at("/data/engines/0/lists").toString()).isEqualTo("[\"waiting\",\"dead\"]");
  }

  @Test
  void beforeAnyoneActedTheMainBreakerIsClosed() {
    var status = SERVER.get("/api/v1/queue/circuit-breaker-status").hasStatus(200);

    assertThat(status.text("/data/state")).isEqualTo("closed");
    assertThat(status.text("/data/opened_at")).isNull();
    assertThat(status.text("/data/closed_at")).isNull();
    assertThat(status.text("/data/metadata/reason")).isNull();
    assertThat(status.text("/data/metadata/source")).isEqualTo("none");
    assertThat(status.at("/data/metadata/total_queues").intValue()).isZero();
  }

  @Test
  void theSnapshotIsCompressedForThoseWhoCan() throws Exception {
    var plain = SERVER.get(SNAPSHOT);
    var small =
        SERVER.send(
            "GET", SNAPSHOT, null, SERVER.token(Role.VIEWER), "Accept-Encoding", "gzip, br");

    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(small.header("Vary")).contains("Accept-Encoding");
    assertThat(Gzip.text(small.body())).startsWith("{\"status\":\"success\"");
  }

  /** A new snapshot may come between two requests: asks until two fall into one. */
  @Test
  void theSameSnapshotIsNotSentTwice() {
    Answer again;
    int tries = 0;
    do {
      var tag = SERVER.get(SNAPSHOT).header("ETag");
      assertThat(tag).matches("\"[^\"]+\"");
      again = SERVER.send("GET", SNAPSHOT, null, SERVER.token(Role.VIEWER), "If-None-Match", tag);
    } while (again.status() != 304 && ++tries < 100);

    again.hasStatus(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).isNotEmpty();
  }
}
