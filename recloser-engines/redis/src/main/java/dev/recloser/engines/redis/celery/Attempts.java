package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Job;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.ErrorText;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engines.redis.celery.OpenRuns.Run;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes one outcome per attempt out of events. A retry is published before its {@code task-retried}
 * is, so the next attempt's events may come first, also from another worker: the open attempts of a
 * job are kept in order, per worker. Bounded. Safe for all threads.
 */
final class Attempts {

  private static final int GRANTED = 20_000;
  private static final int ENDED = 10_000;
  private static final int UNASSIGNED = 5_000;
  private static final int ARGUMENTS = 256;

  /** Which attempt of a job was moved through the gate, and under which grant. */
  private record Granted(int attempt, long grant) {}

  /** An end whose queue is not known yet. */
  private record Loose(String job, Run run, End end, int looks) {}

  /** How an attempt ended. */
  record End(Kind kind, boolean last, @Nullable ErrorText error, Instant at) {}

  private final Names names;
  private final QueueFinder finder;
  private final Ledger ledger;
  private final BiPredicate<String, String> isLate;
  private final Predicate<String> isHeld;
  private final OpenRuns open = new OpenRuns();
  private final Recent<String, Granted> granted = new Recent<>(GRANTED);
  private final Recent<String, Boolean> ended = new Recent<>(ENDED);
  private final Recent<String, Integer> safeRetries = new Recent<>(ENDED);
  private final Recent<String, Boolean> unretried = new Recent<>(ENDED);
  private final Shares shares = new Shares();
  private final Deque<Loose> unassigned = new ArrayDeque<>();
  private final Map<String, long[]> totals = new HashMap<>();
  private final Set<String> ambiguous = new TreeSet<>();
  private final Map<String, Integer> leaks = new TreeMap<>();
  private @Nullable OutcomeSink sink;

  /**
   * Nothing is open yet.
   *
   * @param isLate whether a worker came to a queue during its hold; answers at once
   * @param isHeld whether a queue is held; answers at once
   */
  Attempts(
      Names names,
      Fleet fleet,
      Ledger ledger,
      BiPredicate<String, String> isLate,
      Predicate<String> isHeld) {
    this.names = names;
    this.isLate = isLate;
    this.isHeld = isHeld;
    this.finder = new QueueFinder(fleet);
    this.ledger = ledger;
  }

  /** From now on outcomes go there; nowhere for null. */
  synchronized void to(@Nullable OutcomeSink target) {
    sink = target;
  }

  /** This attempt of a job is about to pass the gate. */
  synchronized void granted(Message job, long grant) {
    granted.put(job.id(), new Granted(job.attempt(), grant));
  }

  synchronized void notGranted(Message job) {
    granted.remove(job.id());
  }

  /** A job was seen in a queue. */
  synchronized void found(String queue, Message job) {
    found(queue, job.id(), job.task());
    learn(job.task(), job.retries() - 1);
    if (names.isWanted(queue)) {
      ledger.saw(job);
    }
  }

  synchronized void found(String queue, String job, String task) {
    finder.found(queue, job, task);
  }

  /** A worker told that it runs this job. */
  synchronized void runs(String queue, JsonNode job) {
    String id = job.path("id").asString("");
    found(queue, id, job.path("name").asString(""));
    if (names.isWanted(queue)) {
      ledger.runs(id, job);
    }
  }

  /**
   * Whether a failure of this job is known not to be its last, as far as Celery lets know: it is
   * fresh, or jobs of its name were retried after as many failures.
   */
  synchronized boolean mayFail(Message job) {
    learn(job.task(), job.retries() - 1);
    return job.retries() == 0 || job.retries() <= safeRetries.getOrDefault(job.task(), -1);
  }

  private void learn(String task, int retries) {
    if (retries >= 0 && !task.isEmpty()) {
      safeRetries.merge(task, retries, Math::max);
      unretried.remove(task);
    }
  }

  /** Takes in one event about a job. */
  synchronized void event(JsonNode event, Instant at) {
    String job = event.path("uuid").asString("");
    String host = event.path("hostname").asString("");
    switch (event.path("type").asString("")) {
      case "task-sent" -> sent(job, event);
      case "task-received" -> received(job, host, event);
      case "task-started" -> open.started(job, host, at);
      case "task-succeeded" -> ended(job, host, new End(Kind.SUCCESS, false, null, at));
      case "task-failed" -> ended(job, host, new End(Kind.FAILURE, true, error(event), at));
      case "task-retried" -> ended(job, host, new End(Kind.FAILURE, false, error(event), at));
      case "task-rejected" -> {
        var error = new ErrorText("celery.exceptions.Reject", "rejected by the task or its worker");
        ended(job, host, new End(Kind.FAILURE, false, error, at));
      }
      case "task-revoked" -> ended(job, host, new End(Kind.IGNORED, false, null, at));
      default -> {
        // events of applications' own
      }
    }
  }

  private void sent(String job, JsonNode event) {
    String queue = event.path("queue").asString("");
    if (!queue.isEmpty()) {
      found(Names.ungated(queue), job, event.path("name").asString(""));
    }
  }

  private void received(String job, String host, JsonNode event) {
    ledger.received();
    String arguments = event.path("args").asString("") + " " + event.path("kwargs").asString("");
    open.received(
        job,
        new Run(
            host,
            Math.max(0, event.path("retries").asInt(0)) + 1,
            event.path("name").asString(""),
            arguments.length() <= ARGUMENTS ? arguments : arguments.substring(0, ARGUMENTS)));
  }

  private void ended(String job, String host, End end) {
    Run run = open.take(job, host);
    if (run == null) {
      if (ended.containsKey(job)) {
        return; // Celery tells of a hard time limit twice
      }
      run = Run.unknown(host);
    }
    ended(job, run, end);
  }

  private void ended(String job, Run run, End end) {
    ended.put(job, true);
    if (end.kind() != Kind.FAILURE) {
      ledger.over(job);
    }
    if (end.kind() == Kind.IGNORED && run.startedAt == null) {
      return; // revoked or expired before its start: no attempt
    }
    if (end.kind() == Kind.FAILURE && !end.last()) {
      learn(run.task, run.attempt - 1);
    } else if (end.kind() == Kind.FAILURE && !safeRetries.containsKey(run.task)) {
      unretried.put(run.task, true);
    }
    assign(new Loose(job, run, end, 0));
  }

  private void assign(Loose loose) {
    var queue = finder.queueOf(loose.job(), loose.run().task, loose.run().host);
    if (queue.isPresent()) {
      boolean byChance =
          loose.looks() == 0 && loose.run().attempt == 1 && finder.hasSeen(loose.job());
      shares.known(loose.run().task, flowing(loose.run()), queue.get(), byChance);
      report(queue.get(), loose);
    } else {
      unassigned.add(loose);
      if (unassigned.size() > UNASSIGNED) {
        giveUp(unassigned.remove());
      }
    }
  }

  /** Tries again to find queues; call it after a look at the engine. */
  synchronized void assignAgain(int mostLooks) {
    var again = new ArrayList<>(unassigned);
    unassigned.clear();
    for (Loose loose : again) {
      // What succeeded is in no list any more; what failed comes back, maybe later.
      if (loose.looks() >= (loose.end().kind() == Kind.SUCCESS ? 1 : mostLooks)) {
        giveUp(loose);
      } else {
        assign(new Loose(loose.job(), loose.run(), loose.end(), loose.looks() + 1));
      }
    }
  }

  private void giveUp(Loose loose) {
    String task = loose.run().task;
    ambiguous.add(task.isEmpty() ? "(unknown task)" : task);
    var queues = flowing(loose.run());
    if (loose.end().kind() == Kind.SUCCESS && !unretried.containsKey(task) && !queues.isEmpty()) {
      report(shares.guess(task, queues), loose);
    } else if (sink != null) {
      for (String queue : finder.candidates(loose.run().host)) {
        sink.missed(
            queue, "It is not known which queue a job of " + loose.run().host + " is from.");
      }
    }
  }

  /** Where an attempt may be from: what a held queue runs is known by its grant. */
  private Set<String> flowing(Run run) {
    var queues = finder.fitting(run.task, run.host);
    queues.removeIf(isHeld);
    return queues;
  }

  private void report(String queue, Loose loose) {
    if (!names.isWanted(queue)) {
      return;
    }
    Run run = loose.run();
    End end = loose.end();
    long[] sums = totals.computeIfAbsent(queue, _ -> new long[2]);
    switch (end.kind()) {
      case SUCCESS -> sums[0]++;
      case FAILURE -> {
        sums[1]++;
        ledger.failed(queue);
      }
      case IGNORED -> {
        // neither done nor failed
      }
    }
    if (end.last()) {
      ledger.died(queue, deadJob(loose), end.at());
    }
    long grant = grant(loose.job(), run.attempt);
    if (grant == 0 && isLate.test(queue, run.host)) {
      leaks.merge(queue, 1, Integer::sum);
    }
    if (sink != null) {
      sink.ended(
          new Outcome(
              queue,
              loose.job(),
              run.attempt,
              end.last(),
              end.kind(),
              end.error(),
              run.host.isEmpty() ? null : run.host,
              run.startedAt,
              end.at(),
              grant,
              run.task.isEmpty() ? null : run.task));
    }
  }

  private long grant(String job, int attempt) {
    Granted grant = granted.get(job);
    return grant != null && grant.attempt() == attempt ? grant.grant() : 0;
  }

  private static Job deadJob(Loose loose) {
    Run run = loose.run();
    ErrorText error = loose.end().error();
    return new Job(
        loose.job(),
        JobState.DEAD,
        "FAILURE",
        run.attempt,
        null,
        error == null ? null : error.errorClass() + ": " + error.message(),
        run.arguments.isBlank() ? null : run.arguments.strip(),
        Map.of("task", run.task, "worker", run.host, "failed_at", loose.end().at().toString()));
  }

  private static ErrorText error(JsonNode event) {
    return Errors.of(event.path("exception").asString(""), event.path("traceback").asString(""));
  }

  /** A worker is gone: how its jobs ended is told by nobody. */
  synchronized void left(String host) {
    open.takeAllOf(host)
        .forEach((job, run) -> {
          if (run.startedAt != null && sink != null) {
            OutcomeSink target = sink;
            finder
                .queueOf(job, run.task, host)
                .filter(names::isWanted)
                .ifPresent(queue -> target.missed(queue, host + " left in the middle of a job."));
          }
        });
  }

  /** Events were lost: what is under way may be over, and that is no failure. */
  synchronized void missed(Set<String> queues, String why) {
    open.doubtAll();
    if (sink != null) {
      for (String queue : queues) {
        sink.missed(queue, why);
      }
    }
  }

  /** Which attempt of a job a worker has; null where that was not heard. */
  synchronized @Nullable Integer attemptOf(String job, String host) {
    return open.attemptOf(job, host);
  }

  /** Some jobs that may be over, because events were lost. */
  synchronized List<String> doubtful(int most) {
    return open.doubtful(most);
  }

  /** Workers have these jobs still. */
  synchronized void areStill(Set<String> jobs) {
    jobs.forEach(open::isStill);
  }

  /**
   * No worker has this job any more.
   *
   * @param howEnded the end of an attempt that started then; empty where nobody knows
   */
  synchronized void settle(String job, Function<Instant, Optional<End>> howEnded) {
    List<Run> runs = open.takeOver(job);
    if (!runs.isEmpty() && runs.getLast().startedAt != null) {
      howEnded.apply(runs.getLast().startedAt).ifPresent(end -> ended(job, runs.getLast(), end));
    }
  }

  /** How many attempts ended since Recloser listens. */
  synchronized Totals totals(String queue) {
    long[] sums = totals.getOrDefault(queue, new long[2]);
    return new Totals(null, sums[0], sums[1]);
  }

  /** Names of tasks whose outcomes could not be given to a queue. */
  synchronized Set<String> ambiguous() {
    return new HashSet<>(ambiguous);
  }

  /** Attempts that late workers ran during a hold, by queue. */
  synchronized Map<String, Integer> leaks() {
    return Map.copyOf(leaks);
  }

  /** A new hold counts anew. */
  synchronized void forgetLeaks(String queue) {
    leaks.remove(queue);
  }

  /** Open attempts, for tests of the bound. */
  synchronized List<Integer> sizes() {
    return List.of(open.size(), granted.size(), ended.size(), unassigned.size());
  }
}
