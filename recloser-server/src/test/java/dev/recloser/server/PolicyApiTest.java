package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.auth.Role;
import dev.recloser.testkit.Await;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of a breaker over HTTP; each test has a queue of its own. */
class PolicyApiTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  private final String queue = "queue-" + UUID.randomUUID();

  @BeforeEach
  void queueIsThere() throws Exception {
    try (var worker = new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR))) {
      worker.send(queue, "work", Map.of());
    }
    Await.polling()
        .until("the queue is known", () -> SERVER.get(QueuePaths.of(queue)).status() == 200);
  }

  @Test
  void everyFieldIsShownWithItsLimitsAndSource() {
    var policy = SERVER.get(path());

    assertThat(policy.status()).isEqualTo(200);
    assertThat(policy.at("/data/fields")).hasSize(28);
    assertThat(policy.fields("/data/fields/0"))
        .containsExactlyInAnyOrder(
            "key", "type", "value", "default", "source", "min", "max", "words", "about");
    assertThat(policy.text("/data/fields/0/key")).isEqualTo("min_volume");
    assertThat(policy.at("/data/fields/0/value").intValue()).isEqualTo(20);
    assertThat(policy.text("/data/fields/0/source")).isEqualTo("default");
  }

  @Test
  void aChangeIsAuditedShownAndTakenBackByAnEmptyOne() {
    var changed = put("{\"fields\":{\"failure_ratio\":0.7},\"reason\":\"noisy partner\"}");

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(changed.at("/data/fields/1/value").doubleValue()).isEqualTo(0.7);
    assertThat(changed.text("/data/fields/1/source")).isEqualTo("api");
    var audit = SERVER.get("/api/v1/audit?limit=50");
    assertThat(audit.at("/data").toString())
        .contains("policy_changed", "noisy partner", "failure_ratio 0.5 -> 0.7");
    assertThat(SERVER.get(QueuePaths.of(queue)).at("/data/window/ratio_limit").doubleValue())
        .isEqualTo(0.7);

    var reset = put("{}");
    assertThat(reset.text("/data/fields/1/source")).isEqualTo("default");
  }

  @Test
  void aPresetSetsItsFields() {
    var changed = put("{\"preset\":\"noisy\"}");

    assertThat(changed.text("/data/preset")).isEqualTo("noisy");
    assertThat(changed.at("/data/fields/0/value").intValue()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"fields":{"min_volume":4}}                        | min_volume   | 5 to 1000
          {"fields":{"min_volume":"many"}}                   | min_volume   | a number
          {"fields":{"base_open":"soon"}}                    | base_open    | a duration
          {"fields":{"base_open":"5m","max_open":"1m"}}      | max_open     | base_open
          {"fields":{"nonsense":1}}                          | nonsense     | not a field
          {"fields":{"ignore":["class:("]}}                  | ignore       | no pattern
          {"fields":{"ignore":"class:X"}}                    | ignore       | a list
          {"fields":{"foreign_resume":"fight"}}              | foreign_resume | adopt or enforce
          {"fields":{"health_probe":"http://169.254.169.254/"}} | health_probe | --health-host
          {"fields":{"health_probe":"file:///etc/passwd"}}   | health_probe | scheme
          {"preset":"wild"}                                  | preset       | noisy
          """)
  void aBadValueIsRefusedWithItsField(String body, String field, String said) {
    var answer = put(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/code")).isEqualTo("invalid_policy");
    assertThat(answer.text("/details/field")).isEqualTo(field);
    assertThat(answer.text("/message")).contains(field).contains(said);
    assertThat(SERVER.get(path()).at("/data").toString()).doesNotContain("\"source\":\"api\"");
  }

  @Test
  void onlyAdminsChangeIt() {
    var operator = SERVER.send("PUT", path(), "{}", SERVER.token(Role.OPERATOR));

    assertThat(operator.status()).isEqualTo(403);
  }

  @Test
  void anOldVersionIsAConflict() {
    long version = SERVER.get(path()).at("/data/version").longValue();
    put("{\"fields\":{\"streak\":9}}");

    var late = put("{\"fields\":{\"streak\":10},\"expected_version\":" + version + "}");

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("/code")).isEqualTo("version_conflict");
    assertThat(late.at("/details").toString()).contains("\"value\":9");
  }

  @Test
  void anUnknownQueueIsNotFound() {
    assertThat(SERVER.get("/api/v1/queues/embedded/nowhere/policy").status()).isEqualTo(404);
  }

  private Answer put(String body) {
    return SERVER.send("PUT", path(), body, RunningServer.ADMIN);
  }

  private String path() {
    return QueuePaths.of(queue) + "/policy";
  }
}
