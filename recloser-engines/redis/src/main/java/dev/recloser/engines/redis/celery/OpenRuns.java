package dev.recloser.engines.redis.celery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attempts that workers have, by job and in order. Bounded. Not safe for several threads. */
final class OpenRuns {

  private static final int MOST = 20_000;

  /** One attempt that a worker has. */
  static final class Run {
    final String host;
    final int attempt;
    final String task;
    final String arguments;
    @Nullable Instant startedAt;

    Run(String host, int attempt, String task, String arguments) {
      this.host = host;
      this.attempt = attempt;
      this.task = task;
      this.arguments = arguments;
    }

    /** An attempt of which nothing but its worker is known. */
    static Run unknown(String host) {
      return new Run(host, 1, "", "");
    }
  }

  private final Recent<String, Deque<Run>> open = new Recent<>(MOST);

  /** Jobs that were open when events were lost: they may be over. */
  private final Set<String> doubtful = new LinkedHashSet<>();

  void received(String job, Run run) {
    open.computeIfAbsent(job, _ -> new ArrayDeque<>()).add(run);
  }

  void started(String job, String host, Instant at) {
    for (Run run : open.getOrDefault(job, new ArrayDeque<>())) {
      if (run.host.equals(host) && run.startedAt == null) {
        run.startedAt = at;
        return;
      }
    }
    Run run = Run.unknown(host); // it was received before Recloser listened
    run.startedAt = at;
    received(job, run);
  }

  /** The oldest open attempt of a job at a worker; null when none is known. */
  @Nullable Run take(String job, String host) {
    Deque<Run> runs = open.get(job);
    if (runs == null) {
      return null;
    }
    for (Run run : runs) {
      if (run.host.equals(host)) {
        runs.remove(run);
        if (runs.isEmpty()) {
          open.remove(job);
        }
        return run;
      }
    }
    return null;
  }

  /** Which attempt of a job a worker has; null when its arrival was not heard. */
  @Nullable Integer attemptOf(String job, String host) {
    for (Run run : open.getOrDefault(job, new ArrayDeque<>())) {
      if (run.host.equals(host) && !run.task.isEmpty()) {
        return run.attempt;
      }
    }
    return null;
  }

  /** Takes what a worker that is gone had, by job. */
  Map<String, Run> takeAllOf(String host) {
    var found = new HashMap<String, Run>();
    for (String job : List.copyOf(open.keySet())) {
      for (Run run = take(job, host); run != null; run = take(job, host)) {
        found.put(job, run);
      }
    }
    return found;
  }

  /** Events were lost: any job may be over by now. */
  void doubtAll() {
    doubtful.clear();
    doubtful.addAll(open.keySet());
  }

  /** Some jobs that may be over. */
  List<String> doubtful(int most) {
    doubtful.retainAll(open.keySet());
    return doubtful.stream().limit(most).toList();
  }

  /** A worker has this job still. */
  void isStill(String job) {
    doubtful.remove(job);
  }

  /** The job is over: takes its attempts, the newest last. */
  List<Run> takeOver(String job) {
    doubtful.remove(job);
    Deque<Run> runs = open.remove(job);
    return runs == null ? List.of() : new ArrayList<>(runs);
  }

  int size() {
    return open.size();
  }
}
