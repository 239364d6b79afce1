package dev.recloser.redrive;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Control;
import dev.recloser.control.ControlException;
import dev.recloser.control.Resent;
import dev.recloser.engine.Outcome;
import dev.recloser.redrive.RedriveStatus.Progress;
import dev.recloser.redrive.RedriveStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One redrive under way. {@link #ended} comes from any thread, the rest takes turns. */
final class RedriveRun {

  private static final Duration SAVE_EVERY = Duration.ofSeconds(2);
  private static final Duration FOLLOW = Duration.ofMinutes(15);

  private final Control control;
  private final RedriveLog log;
  private final Pace pace;
  private final Deque<String> jobs;
  private final boolean reports;

  /** Sent, or about to be, and not ended. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  private final AtomicInteger succeeded = new AtomicInteger();
  private final AtomicInteger failedAgain = new AtomicInteger();
  private volatile RedriveStatus status;
  private RedriveStatus saved;
  private Instant savedAt;

  /** A redrive that is in the log, and the jobs it is to send. */
  RedriveRun(Control control, RedriveLog log, RedriveStatus begun, List<String> jobs) {
    this.control = control;
    this.log = log;
    this.pace = new Pace(begun.plan().perSecond());
    this.jobs = new ArrayDeque<>(jobs);
    this.reports = begun.progress().succeeded() != null;
    this.status = begun;
    this.saved = begun;
    this.savedAt = begun.plan().cutOff();
  }

  /** Where it is now. */
  RedriveStatus status() {
    return shown(status);
  }

  /** An attempt at a job of its queue ended. */
  void ended(Outcome outcome) {
    boolean over =
        outcome.kind() == Outcome.Kind.SUCCESS
            || (outcome.kind() == Outcome.Kind.FAILURE && outcome.lastAttempt());
    if (over && underWay.remove(outcome.jobId())) {
      var count = outcome.kind() == Outcome.Kind.SUCCESS ? succeeded : failedAgain;
      count.incrementAndGet();
    }
  }

  /** Sends what is due, if it may. */
  synchronized void step(Instant now) {
    if (status.isOpen()) {
      move(now);
    }
    if (Duration.between(savedAt, now).compareTo(SAVE_EVERY) >= 0 && !status().equals(saved)) {
      save(status(), null, now);
    }
  }

  /** Ends it; what was sent cannot be called back. */
  synchronized void stop(String why, String actor, Instant now) {
    if (status.isOpen()) {
      end(State.STOPPED, why, actor, now);
    }
  }

  /** Whether nothing more will be known of it. */
  boolean isOver(Instant now) {
    var end = status.endedAt();
    return end != null && (!reports || underWay.isEmpty() || now.isAfter(end.plus(FOLLOW)));
  }

  /** Writes what is known last. */
  synchronized void close(Instant now) {
    if (!status().equals(saved)) {
      save(status(), null, now);
    }
  }

  private void move(Instant now) {
    var obstacle = Obstacle.of(control.snapshot(), status.plan().queue());
    if (obstacle != null) {
      pace.pause();
      if (obstacle.isBreaker() && status.progress().sent() > 0) {
        end(State.STOPPED, obstacle.words(), "recloser", now);
      } else {
        status = status.to(State.WAITING, obstacle.words(), null);
      }
      return;
    }
    status = status.to(State.RUNNING, null, null);
    int due = Math.min(pace.due(now), jobs.size());
    if (due > 0) {
      send(due);
    }
    if (jobs.isEmpty()) {
      end(State.DONE, null, "recloser", now);
    }
  }

  private void send(int due) {
    List<String> batch = jobs.stream().limit(due).toList();
    underWay.addAll(batch); // before they are sent: a quick worker may report the end at once
    List<Resent> results = List.of();
    try {
      results = control.resend(status.plan().queue(), batch);
    } catch (ControlException e) {
      status = status.to(State.WAITING, String.valueOf(e.getMessage()), null);
    }
    pace.spent(results.size());
    batch.subList(results.size(), batch.size()).forEach(underWay::remove);
    for (var result : results) {
      jobs.remove();
      note(result);
    }
  }

  private void note(Resent result) {
    int sent = status.progress().sent();
    if (result.kind() == Resent.Kind.SENT) {
      sent++;
    } else {
      underWay.remove(result.job());
      status = status.skipping(Objects.requireNonNullElse(result.reason(), "unknown"));
    }
    status = status.with(new Progress(sent, null, null, jobs.size()));
  }

  /** Written first: when the store refuses, it has not ended, and the next step tries again. */
  private void end(State state, @Nullable String why, String actor, Instant now) {
    var ended = status.to(state, why, now);
    save(shown(ended), entry(ended, actor, now), now);
    status = ended;
  }

  /** What the audit log says of the end of a redrive. */
  static AuditEntry entry(RedriveStatus ended, String actor, Instant now) {
    var detail =
        "%,d of %,d dead jobs sent".formatted(ended.progress().sent(), ended.plan().eligible());
    return new AuditEntry(
        now,
        actor,
        ended.state() == State.DONE ? "redrive_done" : "redrive_stopped",
        ended.plan().queue().toString(),
        null,
        null,
        null,
        "done",
        ended.reason() == null ? detail : detail + ": " + ended.reason());
  }

  private void save(RedriveStatus current, @Nullable AuditEntry entry, Instant now) {
    log.write(current, entry);
    saved = current;
    savedAt = now;
  }

  private RedriveStatus shown(RedriveStatus now) {
    var sent = now.progress();
    return reports
        ? now.with(new Progress(sent.sent(), succeeded.get(), failedAgain.get(), sent.left()))
        : now;
  }
}
