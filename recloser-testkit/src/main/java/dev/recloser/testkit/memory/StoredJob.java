package dev.recloser.testkit.memory;

import dev.recloser.engine.Job;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome.ErrorText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job in its queue, with what happened to it. */
final class StoredJob {

  private static final int MAX_BODY = 2000;

  final MemoryJob sent;
  final Instant enqueuedAt;

  /** Its place in the order of sending. */
  final long order;

  /** Changed by {@link Shelf} alone, which counts. */
  JobState state;

  /** Counted runs so far. */
  int attempts;

  @Nullable ErrorText error;

  StoredJob(MemoryJob sent, Instant enqueuedAt, long order, JobState state) {
    this.sent = sent;
    this.enqueuedAt = enqueuedAt;
    this.order = order;
    this.state = state;
  }

  String id() {
    return sent.id();
  }

  Job view() {
    var body = sent.body();
    return new Job(
        sent.id(),
        state,
        state.name(),
        attempts,
        enqueuedAt,
        error == null ? null : error.message(),
        body.length() > MAX_BODY ? body.substring(0, MAX_BODY) : body,
        sent.properties());
  }
}
