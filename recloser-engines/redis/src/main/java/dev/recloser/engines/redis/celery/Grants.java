package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Grant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Unused permits, and the jobs that are moved through the gate for them. Safe for all threads: the
 * engine's thread grants, the {@link Keeper} moves what comes later.
 */
final class Grants {

  private static final int BATCH = 100;

  /** How far a probe looks for a job that may fail, and a ramp for one that is due. */
  private static final int WINDOW = 1_000;

  private static final long PAUSE_NANOS = 250_000_000;

  /** Permits of one queue. */
  private static final class Permits {
    final Grant grant;
    int left;
    long notBefore;
    boolean starved;

    Permits(Grant grant) {
      this.grant = grant;
      this.left = grant.starts();
      this.notBefore = System.nanoTime();
    }
  }

  private final Lists lists;
  private final Attempts attempts;
  private final InstantSource clock;
  private final Map<String, Permits> permits = new HashMap<>();

  Grants(Lists lists, Attempts attempts, InstantSource clock) {
    this.lists = lists;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Replaces the permits of a queue and moves what is there. */
  synchronized void grant(String queue, Grant grant) {
    withdraw(queue);
    lists.emptyGate(queue);
    permits.put(queue, new Permits(grant));
    move(queue);
  }

  /** Takes back what was not used. Jobs in the gate stay there: {@link Lists#emptyGate}. */
  synchronized void withdraw(String queue) {
    permits.remove(queue);
  }

  synchronized void withdrawAll() {
    permits.clear();
  }

  synchronized boolean isEmpty() {
    return permits.isEmpty();
  }

  /** Moves jobs that came since. */
  synchronized void moveAll() {
    for (String queue : List.copyOf(permits.keySet())) {
      move(queue);
    }
  }

  private void move(String queue) {
    Permits open = permits.get(queue);
    if (open == null || System.nanoTime() - open.notBefore < 0) {
      return;
    }
    boolean waiting = false;
    for (int step = 0; step < lists.steps() && open.left > 0; step++) {
      waiting |= move(queue, step, open);
    }
    if (open.left <= 0) {
      permits.remove(queue);
    } else {
      open.starved = waiting && !open.grant.spendsAttempt();
      open.notBefore = System.nanoTime() + (waiting ? PAUSE_NANOS : 0);
    }
  }

  /** Whether jobs are left in this list. */
  private boolean move(String queue, int step, Permits open) {
    int skipped = 0;
    while (open.left > 0 && skipped < WINDOW) {
      List<String> head = lists.head(queue, step, skipped, BATCH);
      if (head.isEmpty()) {
        return skipped > 0;
      }
      var chosen = new ArrayList<String>();
      for (String job : head) {
        if (chosen.size() < open.left && isFit(job, open.grant)) {
          chosen.add(job);
        }
      }
      int passed = pass(queue, step, open, chosen);
      open.left -= passed;
      skipped += head.size() - passed;
    }
    return true;
  }

  private int pass(String queue, int step, Permits open, List<String> jobs) {
    if (jobs.isEmpty()) {
      return 0;
    }
    var messages = jobs.stream().map(Message::of).toList();
    // Before the move: a quick worker may report the end while the move's answer is under way.
    messages.forEach(it -> it.ifPresent(job -> attempts.granted(job, open.grant.id())));
    List<Boolean> moved = lists.pass(queue, step, jobs);
    int count = 0;
    for (int index = 0; index < moved.size(); index++) {
      if (moved.get(index)) {
        count++;
        messages.get(index).ifPresent(job -> attempts.found(queue, job));
      } else {
        messages.get(index).ifPresent(attempts::notGranted);
      }
    }
    return count;
  }

  private boolean isFit(String raw, Grant grant) {
    var message = Message.of(raw);
    if (message.isEmpty()) {
      return grant.spendsAttempt(); // an old or foreign message: nothing is known of its attempts
    }
    return message.get().isDue(clock.instant())
        && (grant.spendsAttempt() || attempts.mayFail(message.get()));
  }

  /** Queues whose probe finds no job that may fail. */
  synchronized List<String> starved() {
    var queues = new TreeSet<String>();
    permits.forEach((queue, open) -> {
      if (open.starved) {
        queues.add(queue);
      }
    });
    return List.copyOf(queues);
  }
}
