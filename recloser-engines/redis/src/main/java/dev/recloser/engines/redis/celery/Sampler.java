package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engines.redis.celery.Control.Answer;
import dev.recloser.engines.redis.celery.Control.Ask;
import dev.recloser.engines.redis.celery.Fleet.Worker;
import dev.recloser.engines.redis.celery.Unacked.Held;
import dev.recloser.engines.redis.celery.Waiting.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at everything: the queues in Redis, and the workers by asking them. */
final class Sampler {

  private static final Duration ASK = Duration.ofSeconds(1);
  private static final int LOOKS = 5;

  /** Running jobs of one queue: all of them, those acknowledged before their end, and by worker. */
  private static final class Running {
    long all;
    long acknowledged;
    final Map<String, Long> byHost = new HashMap<>();
  }

  private final Control control;
  private final Fleet fleet;
  private final Holds holds;
  private final Attempts attempts;
  private final Discovery discovery;
  private final Waiting waiting;
  private final Unacked unacked;
  private final DeadLetters letters;

  Sampler(Control control, Fleet fleet, Holds holds, Attempts attempts, Looks looks) {
    this.control = control;
    this.fleet = fleet;
    this.holds = holds;
    this.attempts = attempts;
    this.discovery = looks.discovery();
    this.waiting = looks.waiting();
    this.unacked = looks.unacked();
    this.letters = looks.letters();
  }

  /** The three looks at Redis, and the dead. */
  record Looks(Discovery discovery, Waiting waiting, Unacked unacked, DeadLetters letters) {}

  /** One look at everything. */
  EngineSample sample(Names names, Instant now, List<String> notices) {
    long asked = fleet.version();
    var answers =
        control.ask(List.of(Ask.all(Fleet.QUEUES), Ask.all(Fleet.STATS), Ask.all("active")), ASK);
    boolean complete = fleet.accept(answers.get(0), answers.get(1), asked);
    answers.get(0).replies().keySet().forEach(host -> fleet.replied(host, now));
    holds.catchLate(control);
    holds.payBack(control);
    Set<String> queues = new TreeSet<>(discovery.queues());
    fleet.queues().stream().filter(names::isWanted).forEach(queues::add);
    Set<String> held = holds.held();
    held.stream().filter(names::isWanted).forEach(queues::add);
    Map<String, Line> lines = waiting.look(queues, held, now);
    Unacked.Look unackedLook = unacked.look(now);
    Map<String, Running> running = running(answers.get(2));
    attempts.assignAgain(LOOKS);
    var samples = new ArrayList<QueueSample>();
    for (String queue : queues) {
      samples.add(
          sample(
              queue,
              lines.get(queue),
              unackedLook.of(queue),
              isKnown(answers.get(2), queue) ? running.getOrDefault(queue, new Running()) : null));
    }
    var all = new ArrayList<>(notices);
    if (!complete) {
      all.add("Some workers did not answer in time; what they run is not known.");
    }
    if (unackedLook.queues() == null) {
      all.add(
          unackedLook.size()
              + " jobs are unacknowledged: too many to tell by queue what workers hold.");
    }
    return new EngineSample(now, samples, all);
  }

  private boolean isKnown(Answer active, String queue) {
    return active.complete()
        && holds.servers(queue).stream().noneMatch(it -> active.silent().contains(it.host()));
  }

  private Map<String, Running> running(Answer active) {
    var running = new HashMap<String, Running>();
    active
        .replies()
        .forEach((host, jobs) ->
            jobs.forEach(job -> {
              String key = job.path("delivery_info").path("routing_key").asString("");
              String queue = Names.ungated(key);
              var ofQueue = running.computeIfAbsent(queue, _ -> new Running());
              ofQueue.all++;
              ofQueue.acknowledged += job.path("acknowledged").asBoolean(false) ? 1 : 0;
              ofQueue.byHost.merge(host, 1L, Long::sum);
              attempts.runs(queue, job);
            }));
    return running;
  }

  private QueueSample sample(
      String queue, @Nullable Line line, @Nullable Held heldByWorkers, @Nullable Running running) {
    var counts =
        new Counts(
            line == null ? null : line.jobs(),
            running == null ? null : running.all,
            heldByWorkers == null ? null : heldByWorkers.scheduled(),
            heldByWorkers == null ? null : heldByWorkers.retrying(),
            letters.size(queue),
            null);
    Long withWorkers =
        heldByWorkers == null || running == null
            ? null
            : heldByWorkers.all() + running.acknowledged;
    var workers = new ArrayList<QueueSample.Worker>();
    for (Worker worker : holds.servers(queue)) {
      Long attemptsOf = running == null ? null : running.byHost.getOrDefault(worker.host(), 0L);
      workers.add(worker(worker, attemptsOf));
    }
    return new QueueSample(
        queue,
        counts,
        attempts.totals(queue),
        line == null ? null : line.oldest(),
        holds.view(queue),
        withWorkers,
        workers);
  }

  private QueueSample.Worker worker(Worker worker, @Nullable Long attemptsOf) {
    Fleet.Sign sign = fleet.signOf(worker.host());
    return new QueueSample.Worker(
        worker.host(),
        attemptsOf,
        worker.processes() < 1 ? null : worker.processes(),
        sign == null ? null : sign.at(),
        sign == null ? null : sign.load());
  }
}
