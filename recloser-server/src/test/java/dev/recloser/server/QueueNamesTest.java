package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import dev.recloser.testkit.Await;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue's name may hold any character, from the worker to the audit log. */
class QueueNamesTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "mail",
        "billing/eu/refunds",
        "/both/ends/",
        "50%",
        "a%2Fb",
        "with space",
        "Grüße-ありがとう-🦊",
        "<script>alert(1)</script>",
        "a..b",
        "../up",
        "semi;colon=1",
        "back\\slash",
        "quote\"and'",
        "a+b&c=d",
        "//"
      })
  void anyNameCanBeReadCommandedAndFound(String name) throws Exception {
    send(name);

    var detail = SERVER.get(QueuePaths.of(name)).hasStatus(200);
    assertThat(detail.text("/data/name")).isEqualTo(name);
    assertThat(detail.text("/data/id")).isEqualTo("embedded/" + name);
    SERVER.get(QueuePaths.of(name) + "/history").hasStatus(200);
    assertThat(SERVER.get(QueuePaths.of(name) + "/jobs?state=waiting").text("/data/items/0/body"))
        .isEqualTo("work for " + name);
    var held = SERVER.post(QueuePaths.command(name, "open"), "{\"reason\":\"" + "test\"}");
    assertThat(held.hasStatus(200).at("/data/success").booleanValue()).isTrue();
    var audit = SERVER.get(QueuePaths.audit(name)).hasStatus(200);
    assertThat(audit.text("/data/items/0/target")).isEqualTo("embedded/" + name);
    assertThat(audit.text("/data/items/0/action")).isEqualTo("held_open");
    assertThat(audit.text("/data/items/0/reason")).isEqualTo("test");
  }

  /** The rules of URLs make a step up of such a segment, encoded or not: no queue, but no harm. */
  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"..", "."})
  void aNameThatIsOnlyDotsIsNotReached(String name) throws Exception {
    var answer = SERVER.get("/api/v1/queues/embedded/" + name.replace(".", "%2E"));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.text("/status")).isEqualTo("error");
  }

  @Test
  void metricsEscapeHostileNames() throws Exception {
    send("evil\"} 1 \\");

    var metrics = SERVER.get("/actuator/prometheus").hasStatus(200).text();

    assertThat(metrics)
        .contains("queue=\"evil\\\"} 1 \\\\\",state=\"waiting\"} 1.0")
        .contains("recloser_breaker_state{engine=\"embedded\",queue=\"evil\\\"} 1 \\\\\"} 0.0")
        .contains("recloser_main_breaker_open 0.0")
        .contains("recloser_engine_up{engine=\"embedded\"} 1.0")
        .contains("recloser_engine_age_seconds{engine=\"embedded\"}")
        .contains("jvm_memory_used_bytes");
    SERVER.send("GET", "/actuator/prometheus", null, null).isError(401, "unauthorized");
  }

  private static void send(String name) throws Exception {
    try (var worker = new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR))) {
      worker.send(name, "work for " + name, Map.of());
    }
    Await.polling()
        .until(
            name + " is in the snapshot",
            () ->
                SERVER
                    .get("/api/v1/snapshot")
                    .at("/data/queues")
                    .valueStream()
                    .anyMatch(queue ->
                        queue.get("name").asString().equals(name)
                            && queue.at("/counts/waiting").asLong() == 1));
  }
}
