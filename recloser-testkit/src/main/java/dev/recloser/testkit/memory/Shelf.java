package dev.recloser.testkit.memory;

import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.QueueSample.Counts;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of one queue: all of them by id, the waiting ones in line, and how many of each. */
final class Shelf {

  private final Map<String, StoredJob> jobs = new LinkedHashMap<>();
  private final ArrayDeque<StoredJob> line = new ArrayDeque<>();
  private final EnumMap<JobState, Long> counts = new EnumMap<>(JobState.class);
  private long sent;

  StoredJob add(MemoryJob job, Instant now, JobState state) {
    var stored = new StoredJob(job, now, sent++, state);
    if (jobs.putIfAbsent(job.id(), stored) != null) {
      throw new IllegalArgumentException("job " + job.id() + " is in the queue already");
    }
    count(state, 1);
    if (state == JobState.WAITING) {
      line.addLast(stored);
    }
    return stored;
  }

  @Nullable StoredJob find(String id) {
    return jobs.get(id);
  }

  boolean hasWaiting() {
    return !line.isEmpty();
  }

  /** Takes the first in line into a worker's hand. */
  StoredJob takeFirst() {
    var job = line.removeFirst();
    turn(job, JobState.RUNNING);
    return job;
  }

  /** To the end of the line. */
  void queueUp(StoredJob job) {
    put(job, JobState.WAITING);
    line.addLast(job);
  }

  /** To the head of the line, as if it had never left. */
  void putBack(StoredJob job) {
    put(job, JobState.WAITING);
    line.addFirst(job);
  }

  void put(StoredJob job, JobState state) {
    if (job.state == JobState.WAITING) {
      line.remove(job);
    }
    turn(job, state);
  }

  private void turn(StoredJob job, JobState state) {
    count(job.state, -1);
    job.state = state;
    count(state, 1);
  }

  /** The job succeeded. Completed jobs are counted, not kept. */
  void complete(StoredJob job) {
    put(job, JobState.COMPLETED);
    jobs.remove(job.id());
  }

  void delete(StoredJob job) {
    if (job.state == JobState.WAITING) {
      line.remove(job);
    }
    count(job.state, -1);
    jobs.remove(job.id());
  }

  boolean holds(StoredJob job) {
    return jobs.get(job.id()) == job;
  }

  @Nullable Instant oldestWaiting() {
    return line.stream().map(job -> job.enqueuedAt).min(Instant::compareTo).orElse(null);
  }

  Counts counts() {
    return new Counts(
        counted(JobState.WAITING),
        counted(JobState.RUNNING),
        counted(JobState.SCHEDULED),
        counted(JobState.RETRYING),
        counted(JobState.DEAD),
        counted(JobState.COMPLETED));
  }

  /** A page in the order of sending; the cursor is the order of its last job. */
  JobPage page(JobQuery query) {
    var from = query.cursor() == null ? -1 : Long.parseLong(query.cursor());
    var items = new ArrayList<StoredJob>();
    for (var job : jobs.values()) {
      if (job.state == query.state() && job.order > from) {
        if (items.size() == query.limit()) {
          return page(query, items, Long.toString(items.getLast().order));
        }
        items.add(job);
      }
    }
    return page(query, items, null);
  }

  private JobPage page(JobQuery query, List<StoredJob> items, @Nullable String next) {
    var total = query.state() == JobState.COMPLETED ? null : counted(query.state());
    return new JobPage(items.stream().map(StoredJob::view).toList(), next, total);
  }

  private Long counted(JobState state) {
    return counts.getOrDefault(state, 0L);
  }

  private void count(JobState state, long by) {
    counts.merge(state, by, Long::sum);
  }
}
