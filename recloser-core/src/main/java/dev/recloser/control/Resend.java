package dev.recloser.control;

import dev.recloser.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead jobs back, in order, in one turn of the collector. Who asked may give up in between:
 * then the rest is left alone, also when its turn comes later.
 */
final class Resend implements Inbox.Task<List<Resent>> {

  /** The collector has other work too. */
  private static final long AT_MOST_NANOS = Duration.ofMillis(500).toNanos();

  private final String queue;
  private final List<String> jobs;
  private final List<Resent> results = new ArrayList<>();
  private @Nullable String current;
  private boolean ended;

  Resend(QueueId queue, List<String> jobs) {
    this.queue = queue.name();
    this.jobs = List.copyOf(jobs);
  }

  @Override
  public Supplier<List<Resent>> run(Collector collector, Instant now) {
    collector.guard(queue);
    long start = System.nanoTime();
    for (var job : jobs) {
      if (System.nanoTime() - start > AT_MOST_NANOS || !begins(job)) {
        break;
      }
      var result = send(collector, job);
      if (result == null) {
        break;
      }
      done(result);
    }
    return this::giveUp;
  }

  /** What was done so far; nothing more will be. */
  synchronized List<Resent> giveUp() {
    ended = true;
    List<Resent> seen = new ArrayList<>(results);
    if (current != null) {
      seen.add(
          new Resent(
              current,
              Resent.Kind.UNKNOWN,
              "no answer of the engine in time: they may have been sent"));
    }
    return seen;
  }

  private synchronized boolean begins(String job) {
    if (ended) {
      return false;
    }
    current = job;
    return true;
  }

  private synchronized void done(Resent result) {
    results.add(result);
    current = null;
  }

  /** Null when the engine does not answer: the job stays the current one. */
  private @Nullable Resent send(Collector collector, String job) {
    try {
      collector.retry(queue, job);
      return new Resent(job, Resent.Kind.SENT, null);
    } catch (EngineException e) {
      return switch (e.kind()) {
        case NOT_FOUND -> new Resent(job, Resent.Kind.NOT_SENT, "not dead any more");
        case REFUSED, UNSUPPORTED, BUG ->
            new Resent(job, Resent.Kind.NOT_SENT, String.valueOf(e.getMessage()));
        case UNREACHABLE -> null;
      };
    }
  }
}
