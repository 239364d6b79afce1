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

/** Groups over HTTP; each test has queues and a group of its own. */
class GroupApiTest {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withBroker();

  private final String unique = UUID.randomUUID().toString();
  private final String queue = unique + "-a";
  private final String other = unique + "-b";
  private final String path = "/api/v1/groups/g-" + unique;

  @BeforeEach
  void queuesAreThere() throws Exception {
    try (var worker = new Worker(SERVER.brokerPort(), SERVER.token(Role.OPERATOR))) {
      worker.send(queue, "work", Map.of());
      worker.send(other, "work", Map.of());
    }
    Await.polling().until("the queues are known", () -> isThere(queue) && isThere(other));
  }

  @Test
  void aGroupIsMadeShownAuditedAndDeleted() {
    var made = put("{\"queues\":[\"embedded/" + unique + "-*\"],\"reason\":\"share Stripe\"}");

    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    assertThat(made.text("/data/breaker")).isEqualTo("groups/g-" + unique);
    assertThat(made.text("/data/source")).isEqualTo("api");
    assertThat(made.at("/data/members")).hasSize(2);
    Await.polling().until("the group is a row", () -> isThere("groups", "g-" + unique));
    Await.polling().until("members say so", () -> memberOf(queue) && memberOf(other));
    assertThat(SERVER.get(group()).at("/data/members")).hasSize(2);
    assertThat(SERVER.get("/api/v1/audit?limit=50").at("/data").toString())
        .contains("group_changed", "share Stripe", "joined_group");
    assertThat(SERVER.get("/api/v1/snapshot").at("/data/engines").toString())
        .contains("\"groups\"");

    var deleted = SERVER.send("DELETE", path + "?reason=done", null, RunningServer.ADMIN);

    assertThat(deleted.status()).as(deleted.toString()).isEqualTo(200);
    assertThat(SERVER.get(path).status()).isEqualTo(404);
    assertThat(SERVER.get(path).text("/code")).isEqualTo("group_not_found");
    Await.polling().until("the row is gone", () -> !isThere("groups", "g-" + unique));
    Await.polling().until("members go on alone", () -> !memberOf(queue));
  }

  @Test
  void aMembersCommandsSayWhoGuardsIt() {
    put("{\"queues\":[\"embedded/" + queue + "\"]}");
    Await.polling().until("it is a member", () -> memberOf(queue));

    var answer = SERVER.post(QueuePaths.of(queue) + "/breaker/open", "{}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("/code")).isEqualTo("in_group");
    assertThat(answer.text("/message")).contains("groups/g-" + unique);
  }

  @Test
  void aGroupIsHeldAndHasAPolicyLikeAQueue() {
    put("{\"queues\":[\"embedded/" + unique + "-*\"]}");
    Await.polling().until("the group is a row", () -> isThere("groups", "g-" + unique));

    var policy =
        SERVER.send("PUT", group() + "/policy", "{\"fields\":{\"streak\":9}}", RunningServer.ADMIN);
    var held = SERVER.post(group() + "/breaker/open", "{\"reason\":\"provider says so\"}");

    assertThat(policy.status()).as(policy.toString()).isEqualTo(200);
    assertThat(held.status()).as(held.toString()).isEqualTo(200);
    Await.polling().until("both pause", () -> isPaused(queue) && isPaused(other));
    assertThat(SERVER.post(group() + "/breaker/close", "{}").status()).isEqualTo(200);
  }

  @Test
  void jobsOfAGroupAreCountedOnce() {
    Await.polling().until("both are in the snapshot", () -> isListed(queue) && isListed(other));
    long before = waiting();

    put("{\"queues\":[\"embedded/" + unique + "-*\"]}");
    Await.polling().until("the group is a row", () -> isThere("groups", "g-" + unique));

    var state = "recloser_breaker_state{engine=\"groups\",queue=\"g-" + unique;
    Await.polling().until("it has a metric", () -> metrics().contains(state));
    assertThat(metrics()).doesNotContain("recloser_queue_jobs{engine=\"groups\"");
    assertThat(waiting()).isEqualTo(before);
  }

  @Test
  void aQueueThatASecondGroupWouldTakeIsRefusedWithBothNames() {
    put("{\"queues\":[\"embedded/" + unique + "-*\"]}");

    var second =
        SERVER.send(
            "PUT",
            "/api/v1/groups/h-" + unique,
            "{\"queues\":[\"embedded/" + queue + "\"]}",
            RunningServer.ADMIN);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("/code")).isEqualTo("group_clash");
    assertThat(second.text("/message")).contains("g-" + unique, "h-" + unique, queue);
  }

  @Test
  void aChangeOfSomebodyElseIsNotOverwritten() {
    var first = "\"embedded/" + queue + "\"";
    var second = "\"embedded/" + other + "\"";
    assertThat(putExpecting(first, "").status()).isEqualTo(200);

    assertThat(putExpecting(first, "").status()).as("the same, sent again").isEqualTo(200);
    var taken = putExpecting(second, "");
    var outdated = putExpecting(first + "," + second, second);
    var current = putExpecting(second + "," + first, first);

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("/code")).isEqualTo("group_changed");
    assertThat(taken.text("/message")).contains("g-" + unique, "embedded/" + queue);
    assertThat(outdated.status()).isEqualTo(409);
    assertThat(current.status()).as(current.toString()).isEqualTo(200);
    assertThat(putExpecting(first, first + "," + second).status()).as("any order").isEqualTo(200);
  }

  @Test
  void aGroupThatIsGoneIsNotMadeAgain() {
    var answer = putExpecting("\"embedded/x\"", "\"embedded/y\"");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("/code")).isEqualTo("group_not_found");
    assertThat(SERVER.get(path).status()).isEqualTo(404);
  }

  @Test
  void aQueueThatAPersonHoldsIsNotTakenOver() {
    assertThat(SERVER.post(QueuePaths.of(queue) + "/breaker/open", "{}").status()).isEqualTo(200);

    var refused = put("{\"queues\":[\"embedded/" + queue + "\"]}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/message")).contains(queue, "held open");
    assertThat(SERVER.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                              | must be a list
          {"queues":[]}                   | 1 to 50 queues
          {"queues":["mail"]}             | engine/queue
          {"queues":["groups/stripe"]}    | cannot hold a group
          {"queues":["a/b"],"expected_queues":[null]} | expected_queues must be
          """)
  void aBadGroupIsRefused(String body, String said) {
    var answer = put(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/message")).contains(said);
  }

  @Test
  void aBadNameIsRefused() {
    var body = "{\"queues\":[\"embedded/x\"]}";

    var answer = SERVER.send("PUT", "/api/v1/groups/Stripe_1", body, RunningServer.ADMIN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/message")).contains("lower case letters");
  }

  @Test
  void onlyAdminsMakeAndDeleteGroups() {
    var operator = SERVER.token(Role.OPERATOR);

    assertThat(SERVER.send("PUT", path, "{\"queues\":[\"a/b\"]}", operator).status())
        .isEqualTo(403);
    assertThat(SERVER.send("DELETE", path, null, operator).status()).isEqualTo(403);
  }

  private Answer putExpecting(String queues, String expected) {
    return put("{\"queues\":[" + queues + "],\"expected_queues\":[" + expected + "]}");
  }

  private Answer put(String body) {
    return SERVER.send("PUT", path, body, RunningServer.ADMIN);
  }

  private String group() {
    return "/api/v1/queues/groups/g-" + unique;
  }

  private static boolean isThere(String queue) {
    return isThere("embedded", queue);
  }

  private static boolean isThere(String engine, String queue) {
    return SERVER.get("/api/v1/queues/" + engine + "/" + queue).status() == 200;
  }

  private static boolean isListed(String queue) {
    return SERVER.get("/api/v1/snapshot").text().contains("\"embedded/" + queue + "\"");
  }

  private boolean memberOf(String name) {
    return ("g-" + unique)
        .equals(SERVER.get(QueuePaths.of(name)).at("/data/group").stringValue(""));
  }

  private static boolean isPaused(String name) {
    return SERVER.get(QueuePaths.of(name)).at("/data/pause/observed").booleanValue(false);
  }

  private static String metrics() {
    return SERVER.get("/actuator/prometheus").text();
  }

  private static long waiting() {
    return SERVER.get("/api/v1/queue/management").at("/data/job_counts/waiting").longValue();
  }
}
