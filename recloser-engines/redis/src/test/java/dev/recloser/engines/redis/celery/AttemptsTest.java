package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engines.redis.RedisLink;
import dev.recloser.engines.redis.RedisUrl;
import dev.recloser.engines.redis.celery.Attempts.End;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AttemptsTest {

  private static final Instant NOW = Instant.EPOCH;

  /** Never used: nothing is looked up before a ledger starts. */
  private static final RedisLink LINK = new RedisLink(RedisUrl.parse("redis://localhost"));

  private final RecordingSink sink = new RecordingSink();
  private final Set<String> held = new HashSet<>();
  private final Attempts attempts =
      new Attempts(
          new Names(CeleryOptions.DEFAULTS, 0),
          new Fleet(),
          new Ledger(new Originals(), new Results(LINK), new MemoryDeadLetters()),
          (_, _) -> false,
          held::contains);

  @BeforeEach
  void listen() {
    attempts.to(sink);
    attempts.found("mail", "a", "work");
  }

  private void event(String type, String job, String host, Map<String, ?> more) {
    var event = new HashMap<String, Object>(more);
    event.put("type", type);
    event.put("uuid", job);
    event.put("hostname", host);
    attempts.event(JsonMapper.shared().valueToTree(event), NOW);
  }

  private void received(String job, String host, int retries) {
    event("task-received", job, host, Map.of("retries", retries, "name", "work"));
  }

  private void retried(String job, String host) {
    event("task-retried", job, host, Map.of("exception", "OSError('x')"));
  }

  @Test
  void tellsAttemptsApartWhenTheNextOneIsReceivedFirst() {
    received("a", "w1", 0);
    event("task-started", "a", "w1", Map.of());
    received("a", "w2", 1);
    event("task-started", "a", "w2", Map.of());
    event("task-succeeded", "a", "w2", Map.of());
    retried("a", "w1");

    assertThat(sink.outcomes("mail"))
        .extracting(Outcome::attempt, Outcome::kind)
        .containsExactly(tuple(2, Kind.SUCCESS), tuple(1, Kind.FAILURE));
  }

  @Test
  void theNameOfTheTaskIsTheTypeOfTheJob() {
    received("a", "w1", 0);
    event("task-succeeded", "a", "w1", Map.of());

    assertThat(sink.outcomes("mail")).extracting(Outcome::type).containsExactly("work");
  }

  @Test
  void anAttemptWhoseStartWasMissedHasNoType() {
    event("task-succeeded", "a", "w1", Map.of());

    assertThat(sink.outcomes("mail")).singleElement().extracting(Outcome::type).isNull();
  }

  @Test
  void countsAHardTimeLimitOnce() {
    received("a", "w1", 0);
    event("task-started", "a", "w1", Map.of());
    event("task-failed", "a", "w1", Map.of("exception", "ExceptionWithTraceback()"));
    event("task-failed", "a", "w1", Map.of("exception", "ExceptionWithTraceback()"));

    assertThat(sink.outcomes("mail")).hasSize(1);
    assertThat(sink.outcomes("mail").getFirst().lastAttempt()).isTrue();
  }

  @Test
  void aJobRevokedBeforeItsStartIsNoAttempt() {
    received("a", "w1", 0);
    event("task-revoked", "a", "w1", Map.of("expired", true));

    assertThat(sink.outcomes()).isEmpty();
  }

  @Test
  void whatIsUnderWayInAGapIsMissedAndNotFailed() {
    received("a", "w1", 0);
    event("task-started", "a", "w1", Map.of());

    attempts.missed(Set.of("mail"), "a gap");

    assertThat(sink.outcomes()).isEmpty();
    assertThat(sink.missed()).hasSize(1);
  }

  @Test
  void aJobThatAWorkerHasAfterAGapEndsAsUsual() {
    received("a", "w1", 1);
    event("task-started", "a", "w1", Map.of());
    attempts.missed(Set.of("mail"), "a gap");
    assertThat(attempts.doubtful(10)).containsExactly("a");

    attempts.areStill(Set.of("a"));
    event("task-succeeded", "a", "w1", Map.of());

    assertThat(attempts.doubtful(10)).isEmpty();
    assertThat(sink.outcomes("mail")).extracting(Outcome::attempt).containsExactly(2);
  }

  @Test
  void aJobThatEndedInAGapEndsOnceAsItsResultSays() {
    received("a", "w1", 1);
    event("task-started", "a", "w1", Map.of());
    attempts.missed(Set.of("mail"), "a gap");

    attempts.settle("a", _ -> Optional.of(new End(Kind.FAILURE, true, null, NOW)));
    event("task-failed", "a", "w1", Map.of("exception", "OSError('x')"));

    assertThat(sink.outcomes("mail"))
        .extracting(Outcome::attempt, Outcome::kind, Outcome::lastAttempt)
        .containsExactly(tuple(2, Kind.FAILURE, true));
  }

  @Test
  void aJobThatEndedInAGapAndNobodyKnowsHowIsNoFailure() {
    received("a", "w1", 1);
    event("task-started", "a", "w1", Map.of());
    attempts.missed(Set.of("mail"), "a gap");

    attempts.settle("a", _ -> Optional.empty());

    assertThat(attempts.doubtful(10)).isEmpty();
    assertThat(sink.outcomes()).isEmpty();
  }

  @Test
  void learnsUpToWhereAFailureIsNotTheLast() {
    var fresh = job(0);
    var once = job(1);
    assertThat(attempts.mayFail(fresh)).isTrue();
    assertThat(attempts.mayFail(once)).isFalse();

    received("a", "w1", 1);
    event("task-started", "a", "w1", Map.of());
    retried("a", "w1");

    assertThat(attempts.mayFail(once)).isTrue();
    assertThat(attempts.mayFail(job(2))).isFalse();
  }

  private static Message job(int retries) {
    String raw =
        "{\"headers\":{\"id\":\"j%d\",\"task\":\"work\",\"retries\":%d}}"
            .formatted(retries, retries);
    return Message.of(raw).orElseThrow();
  }

  /** A minute of 1,000 jobs a second whose ends never come. */
  @Test
  void staysSmallWhenEndsNeverCome() {
    for (int index = 0; index < 60_000; index++) {
      String job = "job-" + index;
      received(job, "w1", 0);
      event("task-started", job, "w1", Map.of());
      attempts.granted(job(0), index + 1);
      event("task-succeeded", "other-" + index, "unknown", Map.of());
    }

    assertThat(attempts.sizes()).allMatch(size -> size <= 20_000);
  }
}
