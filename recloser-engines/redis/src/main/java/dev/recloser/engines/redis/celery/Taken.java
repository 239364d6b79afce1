package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Job;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Lists the jobs that workers took: those that run, and those that wait for their time in a
 * worker's memory. Asks all workers, so it is for somebody who looks. Belongs to the engine's
 * thread.
 */
final class Taken {

  private static final Duration ASK = Duration.ofMillis(800);

  /** A job as its worker tells it. */
  private record Told(String host, JsonNode job) {
    double startedAt() {
      return job.path("time_start").asDouble(0);
    }
  }

  private final Control control;
  private final Unacked unacked;
  private final Attempts attempts;
  private final InstantSource clock;

  Taken(Control control, Unacked unacked, Attempts attempts, InstantSource clock) {
    this.control = control;
    this.unacked = unacked;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** The jobs that run, the longest first; without a total when a worker did not answer. */
  JobPage running(String queue, JobQuery query) {
    // "safe" are the texts of arguments as the sender shows them, which may hide secrets
    Answer answer = ask("active", Map.of("safe", true));
    var jobs = new ArrayList<Told>();
    answer
        .replies()
        .forEach((host, reply) ->
            reply.forEach(job -> {
              String key = job.path("delivery_info").path("routing_key").asString("");
              if (Names.ungated(key).equals(queue)) {
                jobs.add(new Told(host, job));
              }
            }));
    jobs.sort(Comparator.comparingDouble(Told::startedAt));
    return page(jobs, query, answer.complete(), this::runningJob);
  }

  private Job runningJob(Told told) {
    JsonNode job = told.job();
    String id = job.path("id").asString("");
    var properties = new LinkedHashMap<String, String>();
    properties.put("task", job.path("name").asString(""));
    properties.put("worker", told.host());
    if (told.startedAt() > 0) {
      properties.put(
          "started_at", Instant.ofEpochMilli((long) (told.startedAt() * 1e3)).toString());
    }
    return new Job(
        id,
        JobState.RUNNING,
        "active",
        attempts.attemptOf(id, told.host()),
        null,
        null,
        Jobs.body(job.path("args"), job.path("kwargs")),
        properties);
  }

  /** The jobs that wait for their first time, or for their next one, the soonest first. */
  JobPage later(String queue, JobQuery query) {
    boolean retried = query.state() == JobState.RETRYING;
    var jobs = new ArrayList<>(unacked.later(queue, clock.instant()));
    jobs.removeIf(job -> job.retries() > 0 != retried);
    Map<String, String> hosts = jobs.isEmpty() ? Map.of() : hosts();
    return page(jobs, query, true, job -> laterJob(job, query.state(), hosts));
  }

  /** Which worker has a job in its memory, by job. */
  private Map<String, String> hosts() {
    var hosts = new HashMap<String, String>();
    ask("scheduled", Map.of())
        .replies()
        .forEach((host, reply) ->
            reply.forEach(it -> hosts.put(it.path("request").path("id").asString(""), host)));
    return hosts;
  }

  private static Job laterJob(Message job, JobState state, Map<String, String> hosts) {
    var properties = new LinkedHashMap<>(Jobs.properties(job));
    properties.put("eta", job.due().toString());
    String host = hosts.get(job.id());
    if (host != null) {
      properties.put("worker", host);
    }
    return new Job(
        job.id(), state, "scheduled", job.retries(), null, null, Jobs.body(job), properties);
  }

  private Answer ask(String method, Map<String, ?> arguments) {
    return control.ask(List.of(Ask.of(method, arguments, List.of())), ASK).getFirst();
  }

  private static <T> JobPage page(
      List<T> all, JobQuery query, boolean complete, Function<T, Job> job) {
    int from = Math.min(Jobs.position(query.cursor()), all.size());
    int to = Math.min(from + query.limit(), all.size());
    return new JobPage(
        all.subList(from, to).stream().map(job).toList(),
        to < all.size() ? "" + to : null,
        complete ? (long) all.size() : null);
  }
}
