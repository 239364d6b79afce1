package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, and whoever finds it, the answer is the one envelope. */
class ErrorsTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withEngineDown();

  private static final String OPEN = "/api/v1/queue/open-circuit-breaker";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/api/v1/nothing,                  not_found",
    "/api/v1/,                         not_found",
    "/api/v1/queues/mail,              not_found",
    "/api/v1/demo,                     not_found",
    "/actuator/env,                    not_found",
    "/api/v1/queues/nope/mail,         engine_not_found",
    "/api/v1/queues/nope/mail/history, engine_not_found",
    "/api/v1/queues/nope/mail/jobs,    engine_not_found",
    "/api/v1/queues/away/mail,         queue_not_found",
    "/api/v1/queues/away/mail/history, queue_not_found",
    "/api/v1/queues/away/mail/jobs,    queue_not_found"
  })
  void whatIsNotThereIsSaidToBe(String path, String code) {
    SERVER.get(path).isError(404, code);
  }

  @Test
  void anUnknownCommandIsNotFound() {
    SERVER.post("/api/v1/queues/away/mail/breaker/explode", "{}").isError(404, "not_found");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "DELETE, /api/v1/queue/open-circuit-breaker,   POST",
    "PUT,    /api/v1/queue/circuit-breaker-status, GET",
    "PATCH,  /api/v1/tokens,                       'GET, POST'",
    "POST,   /api/v1/snapshot,                     GET"
  })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
    var answer = SERVER.send(method, path, "{}", RunningServer.ADMIN);

    answer.isError(405, "method_not_allowed");
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @Test
  void aDeclaredBodyOverTheLimitIsRefused() {
    var body = "{\"reason\":\"" + "x".repeat(70_000) + "\"}";

    SERVER.post(OPEN, body).isError(413, "payload_too_large");
  }

  @Test
  void aChunkedBodyOverTheLimitIsRefused() {
    var body = ("{\"reason\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

    SERVER
        .publish("POST", OPEN, chunked, SERVER.token(Role.OPERATOR))
        .isError(413, "payload_too_large");
  }

  @Test
  void aSmallChunkedBodyIsRead() {
    var body = "{\"reason\":\"in pieces\"}".getBytes(StandardCharsets.UTF_8);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

    SERVER.publish("POST", OPEN, chunked, SERVER.token(Role.OPERATOR)).hasStatus(200);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x"})
  void onlyJsonIsRead(String type) {
    SERVER
        .send("POST", OPEN, "{}", SERVER.token(Role.OPERATOR), "Content-Type", type)
        .isError(415, "unsupported_media_type");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"reason\":              | body",
        "not json                  | body",
        "{\"reason\":1} x          | body",
        "{\"reasn\":\"typo\"}      | reasn",
        "{\"reason\":{\"a\":1}}    | reason",
        "{\"reason\":[\"a\"]}      | reason",
        "[]                        | body"
      })
  void aBadBodyIsNamed(String body, String field) {
    SERVER.post(OPEN, body).isInvalid(field);
  }

  @Test
  void aReasonOverFiveHundredCharactersIsRefused() {
    SERVER.post(OPEN, "{\"reason\":\"" + "x".repeat(501) + "\"}").isInvalid("reason");
    SERVER.post(OPEN, "{\"reason\":\"" + "x".repeat(500) + "\"}").hasStatus(200);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001b[31m", "\\u0085", "\\r"})
  void aReasonWithControlCharactersIsRefused(String control) {
    SERVER.post(OPEN, "{\"reason\":\"a" + control + "b\"}").isInvalid("reason");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/api/v1/audit?limit=0,                          limit",
    "/api/v1/audit?limit=201,                        limit",
    "/api/v1/audit?limit=many,                       limit",
    "/api/v1/audit?cursor=x,                         cursor",
    "/api/v1/audit?engine=away,                      queue",
    "/api/v1/queues/away/mail/history?minutes=61,    minutes",
    "/api/v1/queues/away/mail/jobs?limit=201,        limit",
    "/api/v1/queues/away/mail/jobs?state=sleeping,   state"
  })
  void aBadParameterIsNamed(String path, String field) {
    SERVER.get(path).isInvalid(field);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"GET /%zz", "GET /a b", "GET /api/v1/%", "GET no-slash", "G\u0001T /"})
  void aMalformedRequestGetsTheEnvelopeToo(String line) throws Exception {
    var answer = SERVER.raw(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("content-type: application/json");
    assertThat(answer).contains("\"status\":\"error\"", "\"code\":\"invalid_request\"");
    assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception");
  }

  /** A browser asks for HTML first; an error has no other form than JSON. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/api/v1/nothing,              404, not_found",
    "/api/v1/queues/nope/mail,     404, engine_not_found",
    "/api/v1/audit?limit=0,        400, invalid_request",
    "/api/v1/queue/management,     406, not_acceptable"
  })
  void anErrorIsJsonWhateverWasAskedFor(String path, int status, String code) {
    SERVER
        .send("GET", path, null, SERVER.token(Role.VIEWER), "Accept", "text/html")
        .isError(status, code);
  }

  @Test
  void aHugeHeaderGetsTheEnvelopeToo() throws Exception {
    var answer =
        SERVER.raw(
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Big: "
                + "x".repeat(100_000)
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").contains("\"status\":\"error\"");
  }

  @Test
  void everyAnswerHasARequestId() {
    assertThat(SERVER.get("/api/v1/snapshot").header("X-Request-Id")).isNotBlank();
    assertThat(SERVER.get("/api/v1/nothing").header("X-Request-Id")).isNotBlank();
    assertThat(SERVER.send("GET", "/api/v1/snapshot", null, null).header("X-Request-Id"))
        .isNotBlank();
  }
}
