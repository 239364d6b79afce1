package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The three endpoints that clients of the former back end know, to the letter. */
class MainBreakerTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withEngineDown();

  private static final String STATUS = "/api/v1/queue/circuit-breaker-status";
  private static final String OPEN = "/api/v1/queue/open-circuit-breaker";
  private static final String CLOSE = "/api/v1/queue/close-circuit-breaker";

  @BeforeEach
  void startsClosed() {
    SERVER.post(CLOSE, "{\"reason\":\"test begins\"}").hasStatus(200);
  }

  @Test
  void statusHasItsFields() {
    var status = SERVER.get(STATUS).hasStatus(200);

    assertThat(status.fields("")).containsExactly("status", "data");
    assertThat(status.text("/status")).isEqualTo("success");
    assertThat(status.fields("/data"))
        .containsExactly("state", "opened_at", "closed_at", "metadata");
    assertThat(status.text("/data/state")).isEqualTo("closed");
    assertThat(status.fields("/data/metadata"))
        .containsExactlyInAnyOrder(
            "reason",
            "actor",
            "source",
            "until",
            "version",
            "total_queues",
            "held_queues",
            "confirmed_queues",
            "still_running");
  }

  @Test
  void openingAnswersWithTheReason() {
    var answer = SERVER.post(OPEN, "{\"reason\":\"  mail is down \"}").hasStatus(200);

    assertThat(answer.fields("/data"))
        .containsExactly("success", "previous_state", "current_state", "message", "timestamp");
    assertThat(answer.at("/data/success").booleanValue()).isTrue();
    assertThat(answer.text("/data/previous_state")).isEqualTo("closed");
    assertThat(answer.text("/data/current_state")).isEqualTo("open");
    assertThat(answer.text("/data/message")).isEqualTo("Circuit breaker opened: mail is down");
    assertThat(answer.text("/data/timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
  }

  @Test
  void statusShowsAnOpeningAtOnce() {
    var opened = SERVER.post(OPEN, "{\"reason\":\"mail is down\"}").text("/data/timestamp");

    var status = SERVER.get(STATUS);

    assertThat(status.text("/data/state")).isEqualTo("open");
    assertThat(status.text("/data/opened_at")).isEqualTo(opened);
    assertThat(status.text("/data/metadata/reason")).isEqualTo("mail is down");
    assertThat(status.text("/data/metadata/actor")).isEqualTo("operator");
    assertThat(status.text("/data/metadata/source")).isEqualTo("manual");
    assertThat(SERVER.get("/api/v1/snapshot").text("/data/main_breaker/state")).isEqualTo("open");
  }

  @Test
  void openingAnOpenBreakerChangesNothing() {
    SERVER.post(OPEN, "{\"reason\":\"first\"}");

    var answer = SERVER.post(OPEN, "{\"reason\":\"second\"}").hasStatus(200);

    assertThat(answer.at("/data/success").booleanValue()).isFalse();
    assertThat(answer.text("/data/previous_state")).isEqualTo("open");
    assertThat(answer.text("/data/current_state")).isEqualTo("open");
    assertThat(answer.text("/data/message")).isEqualTo("Circuit breaker was already open");
    assertThat(SERVER.get(STATUS).text("/data/metadata/reason")).isEqualTo("first");
  }

  @Test
  void closingAClosedBreakerChangesNothing() {
    var answer = SERVER.post(CLOSE, null).hasStatus(200);

    assertThat(answer.at("/data/success").booleanValue()).isFalse();
    assertThat(answer.text("/data/message")).isEqualTo("Circuit breaker was already closed");
  }

  @ParameterizedTest(name = "body {0}")
  @NullSource
  @ValueSource(strings = {"", "{}", "{\"reason\":null}", "{\"reason\":\"  \"}"})
  void aReasonIsNotNeeded(String body) {
    assertThat(SERVER.post(OPEN, body).hasStatus(200).text("/data/message"))
        .isEqualTo("Circuit breaker opened: Manual API call");
    assertThat(SERVER.post(CLOSE, body).hasStatus(200).text("/data/message"))
        .isEqualTo("Circuit breaker closed: No reason provided");
  }

  @Test
  void aMissingBodyNeedsNoContentType() throws Exception {
    var head =
        "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(OPEN, SERVER.token(Role.OPERATOR));

    assertThat(SERVER.raw(head)).startsWith("HTTP/1.1 200").contains("Manual API call");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {STATUS, OPEN, CLOSE})
  void withoutATokenNothingIsTold(String path) {
    var method = path.equals(STATUS) ? "GET" : "POST";

    SERVER.send(method, path, "", null).isError(401, "unauthorized");
    var wrong = SERVER.send(method, path, "", "rcl_wrong").isError(401, "unauthorized");
    assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void managementHasBreakerCountsAndTime() {
    var management = SERVER.get("/api/v1/queue/management").hasStatus(200);

    assertThat(management.fields("/data"))
        .containsExactly("circuit_breaker", "job_counts", "timestamp");
    assertThat(management.fields("/data/job_counts"))
        .containsExactly("waiting", "running", "scheduled", "retrying", "dead", "completed");
    assertThat(management.text("/data/circuit_breaker/state")).isEqualTo("closed");
    assertThat(Instant.parse(management.text("/data/timestamp"))).isNotNull();
  }

  /** The first row's state before is the last one's after, whatever the order of arrival. */
  @Test
  void fortyCommandsAtOnceAreAllAnsweredAndAuditedInOrder() throws Exception {
    var before = SERVER.get("/api/v1/audit?limit=1").at("/data/items/0/id").longValue();
    List<Future<Answer>> answers = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var path = i % 2 == 0 ? OPEN : CLOSE;
        answers.add(pool.submit(() -> SERVER.post(path, "{\"reason\":\"rush\"}")));
      }
    }

    int changes = 0;
    for (var answer : answers) {
      changes += answer.get().hasStatus(200).at("/data/success").booleanValue() ? 1 : 0;
    }
    List<JsonNode> rows = new ArrayList<>();
    SERVER.get("/api/v1/audit?limit=200").at("/data/items").forEach(rows::add);
    rows.removeIf(row -> row.get("id").longValue() <= before);
    assertThat(rows).hasSize(40);
    assertThat(rows)
        .filteredOn(row -> row.get("result").asString().equals("done"))
        .hasSize(changes);
    var reached = "closed";
    for (var row : rows.reversed()) {
      assertThat(row.get("before").asString()).as(row.toString()).isEqualTo(reached);
      reached = row.get("after").asString();
    }
    assertThat(SERVER.get(STATUS).text("/data/state")).isEqualTo(reached);
  }
}
