package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.QueueSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What operators see of workers, and of the jobs they have. */
class CeleryViewTest extends CeleryPlant {

  @Test
  void operatorsSeeWhatWorkersAreAndWhatTheyHave() {
    Instant before = engine.sample().takenAt();
    try (CeleryCrew crew = startDefault()) {
      crew.freeze();
      String running = world.send(queue, List.of(Map.of("note", "runs"))).getFirst();
      until("it runs", () -> crew.started() == 1);
      world.send(queue, 1);
      until("another one runs", () -> crew.started() == 2);
      String later =
          world.send(queue, List.of(Map.of("note", "waits")), Map.of("countdown", 600)).getFirst();
      until("a worker has it", () -> Objects.equals(sample().counts().scheduled(), 1L));
      until("a heart beat", () -> worker().load() != null);

      assertThat(worker().name()).isEqualTo(crew.hosts().getFirst());
      assertThat(worker().attempts()).isEqualTo(2);
      assertThat(worker().capacity()).isEqualTo(2);
      assertThat(worker().heardAt()).isAfter(before);
      Job run = jobs(JobState.RUNNING).getFirst();
      assertThat(run.id()).isEqualTo(running);
      assertThat(run.body()).contains("'note': 'runs'");
      assertThat(run.attempts()).isEqualTo(1);
      assertThat(run.properties())
          .containsEntry("task", "peer.work")
          .containsEntry("worker", worker().name());
      assertThat(Instant.parse(run.properties().get("started_at"))).isAfter(before);
      var page = engine.jobs(queue, new JobQuery(JobState.RUNNING, null, 1));
      var rest = engine.jobs(queue, new JobQuery(JobState.RUNNING, page.nextCursor(), 1));
      assertThat(page.items()).containsExactly(run);
      assertThat(rest.items()).hasSize(1).doesNotContain(run);
      assertThat(rest.nextCursor()).isNull();
      Job wait = jobs(JobState.SCHEDULED).getFirst();
      assertThat(wait.id()).isEqualTo(later);
      assertThat(wait.body()).contains("'note': 'waits'");
      assertThat(wait.properties()).containsEntry("worker", worker().name());
      assertThat(Instant.parse(wait.properties().get("eta"))).isAfter(before.plusSeconds(500));
      assertThat(jobs(JobState.RETRYING)).isEmpty();
    }
  }

  @Test
  void tooManyJobsInTheHandsOfWorkersAreNotRead() {
    try (RedisClient redis = world.redis().client()) {
      redis.hset(
          "unacked",
          IntStream.rangeClosed(1, 5_001)
              .boxed()
              .collect(Collectors.toMap(Object::toString, _ -> "[]")));

      assertThatThrownBy(() -> jobs(JobState.SCHEDULED))
          .isInstanceOf(EngineException.class)
          .hasMessage("Workers hold 5001 jobs; more than 5000 are not listed.")
          .extracting(it -> ((EngineException) it).kind())
          .isEqualTo(EngineException.Kind.REFUSED);
      redis.del("unacked");
    }
  }

  private long done(String name) {
    return engine.sample().queues().stream()
        .filter(each -> each.queue().equals(name))
        .mapToLong(each -> Objects.requireNonNull(each.totals().done()))
        .sum();
  }

  /** No event says which queue a success is of, and one worker serves both. */
  @Test
  void tasksOfOneNameCountForBothTheirQueues() {
    String other = world.createQueue();
    world.send(queue, 2);
    world.send(other, 2);
    until("both are seen", () -> Objects.equals(sample().counts().waiting(), 2L));
    var options = Map.of("concurrency", 2, "events", true);
    try (CeleryCrew crew = world.start(List.of(queue, other), 1, options)) {
      until("it is met", () -> isMet(crew));
      for (int job = 0; job < 20; job++) {
        world.send(queue, 1);
        world.send(other, 1);
      }
      until("all ran", () -> crew.runs().size() == 44);

      until("each counts", () -> done(queue) + done(other) == 44);
      assertThat(done(queue)).isBetween(14L, 30L);
    }
  }

  private QueueSample.Worker worker() {
    return Objects.requireNonNull(sample().workers()).getFirst();
  }
}
