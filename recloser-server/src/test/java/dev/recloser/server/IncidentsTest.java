package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.Journal;
import dev.recloser.server.auth.Role;
import dev.recloser.server.store.IncidentRows;
import dev.recloser.testkit.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incidents over HTTP. */
class IncidentsTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final String EVIL = "evil|`<img src=x onerror=alert(1)>`|\n# not a title";

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  @BeforeAll
  static void someAreStored() {
    var incidents =
        List.of(
            IncidentRows.full("old/mail", 12, AT),
            IncidentRows.over("old/sms", 3, AT.plusSeconds(60), AT.plusSeconds(90)),
            IncidentRows.full("old/" + EVIL, 1, AT.plusSeconds(120)));
    SERVER.bean(Journal.class).write(List.of(), incidents, null, List.of());
  }

  @Test
  void oneHasEveryFieldOfTheContract() {
    var answer = SERVER.get(path("old/mail#12")).hasStatus(200);

    assertThat(answer.fields("/data"))
        .containsExactly(
            "id",
            "queue",
            "engine",
            "observed",
            "opened_at",
            "closed_at",
            "state",
            "cause",
            "held",
            "held_at_start",
            "held_ms",
            "reopened",
            "probes",
            "probes_failed",
            "attempts_spared",
            "deaths_spared",
            "estimate",
            "method",
            "recovery_ms",
            "timeline");
    assertThat(answer.fields("/data/cause"))
        .containsExactly("rule", "text", "failed", "total", "top_errors");
    assertThat(answer.text("/data/id")).isEqualTo("old/mail#12");
    assertThat(answer.text("/data/state")).isEqualTo("probing");
    assertThat(answer.at("/data/held").longValue()).isEqualTo(870);
    assertThat(answer.at("/data/attempts_spared").longValue()).isEqualTo(1_234);
    assertThat(answer.at("/data/deaths_spared").longValue()).isEqualTo(62);
    assertThat(answer.text("/data/method"))
        .isEqualTo(
            "12.4 attempts per second in the minute before the opening x 100 s held - 6 probes;"
                + " deaths: 10 of 200 failures seen were last attempts");
    assertThat(answer.text("/data/timeline/1/detail")).isEqualTo("12 more probe rounds");
  }

  @Test
  void areListedNewestFirstAndByQueue() {
    var first = SERVER.get("/api/v1/incidents?limit=2").hasStatus(200);
    var next =
        SERVER
            .get("/api/v1/incidents?limit=200&cursor=" + first.text("/data/next_cursor"))
            .hasStatus(200);
    var sms = SERVER.get("/api/v1/incidents?queue=old%2Fsms").hasStatus(200);

    assertThat(first.at("/data/items")).hasSize(2);
    assertThat(next.text("/data/next_cursor")).isNull();
    assertThat(next.at("/data/items").findValuesAsString("id")).contains("old/mail#12");
    assertThat(sms.at("/data/items").findValuesAsString("id")).containsExactly("old/sms#3");
    assertThat(sms.text("/data/items/0/closed_at")).isEqualTo("2026-01-01T00:01:30Z");
  }

  @ParameterizedTest
  @CsvSource({"limit=0,limit", "limit=201,limit", "cursor=x,cursor", "cursor=%%,cursor"})
  void refusesABadQuestion(String query, String field) {
    SERVER.get("/api/v1/incidents?" + query.replace("%%", "%25")).isInvalid(field);
  }

  @Test
  void sayWhenThereIsNone() {
    SERVER.get(path("old/mail#13")).isError(404, "incident_not_found");
    SERVER
        .send(
            "GET", path("old/mail#13"), null, SERVER.token(Role.VIEWER), "Accept", "text/markdown")
        .isError(404, "incident_not_found");
    SERVER.send("GET", "/api/v1/incidents", null, null).isError(401, "unauthorized");
  }

  @Test
  void oneCanBeReadAsAReport() {
    var byHeader =
        SERVER.send(
            "GET", path("old/mail#12"), null, SERVER.token(Role.VIEWER), "Accept", "text/markdown");
    var byParameter = SERVER.get(path("old/mail#12") + "?format=markdown");

    assertThat(byHeader.hasStatus(200).header("Content-Type")).startsWith("text/markdown");
    assertThat(byParameter.hasStatus(200).text()).isEqualTo(byHeader.text());
    assertThat(byHeader.text())
        .startsWith("# Incident old/mail#12\n")
        .contains("| Attempts spared | about 1,234 |")
        .contains("| java.net.ConnectException: refused | 18 | 2026-01-01 00:00:00 UTC |")
        .contains("| 2026-01-01 00:00:00 UTC | more |  | 12 more probe rounds |");
  }

  @Test
  void aHostileNameStaysTextInAReport() {
    var report = SERVER.get(path("old/" + EVIL + "#1") + "?format=markdown").hasStatus(200).text();

    assertThat(report.lines().filter(line -> line.startsWith("# "))).hasSize(1);
    assertThat(report)
        .doesNotContain("<img")
        .contains("evil\\|\\`&lt;img src=x onerror=alert(1)&gt;\\`\\| # not a title");
  }

  @Test
  void aHoldIsOneAtOnceAndEndsWithTheClose() throws Exception {
    try (var worker = new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR))) {
      worker.send("held", "work", Map.of());
    }
    Await.polling()
        .until("the queue is known", () -> SERVER.get(QueuePaths.of("held")).status() == 200);
    SERVER.post(QueuePaths.command("held", "open"), "{\"reason\":\"deploy\"}").hasStatus(200);

    var open = SERVER.get("/api/v1/incidents?queue=embedded%2Fheld");
    assertThat(open.text("/data/items/0/state")).isEqualTo("open");
    assertThat(open.text("/data/items/0/cause")).isNull();
    assertThat(open.text("/data/items/0/timeline/0/actor")).isEqualTo("operator");

    SERVER.post(QueuePaths.command("held", "mode"), "{\"mode\":\"off\"}").hasStatus(200);
    var closed = SERVER.get("/api/v1/incidents?queue=embedded%2Fheld");
    assertThat(closed.text("/data/items/0/state")).isEqualTo("closed");
    assertThat(closed.text("/data/items/0/closed_at")).isNotNull();
  }

  private static String path(String id) {
    return "/api/v1/incidents/" + QueuePaths.encoded(id);
  }
}
