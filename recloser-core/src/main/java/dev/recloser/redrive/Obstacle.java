package dev.recloser.redrive;

import dev.recloser.breaker.Phase;
import dev.recloser.control.BreakerView;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Snapshot;
import dev.recloser.engine.GateView;
import dev.recloser.policy.BreakerGroup;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a queue cannot take dead jobs now.
 *
 * @param isBreaker whether a breaker says so
 * @param words the end of a sentence
 */
record Obstacle(boolean isBreaker, String words) {

  /** Null when jobs can be sent. */
  static @Nullable Obstacle of(Snapshot snapshot, QueueId id) {
    var found = view(snapshot, id);
    if (found.isEmpty()) {
      return new Obstacle(false, "the queue is not there");
    }
    var view = found.get();
    var shut = breaker(view.breaker());
    var group = view.grouping().group();
    if (shut == null && group != null) {
      shut =
          view(snapshot, new QueueId(BreakerGroup.ENGINE, group))
              .map(it -> breaker(it.breaker()))
              .orElse(null);
    }
    return shut == null ? gate(view) : shut;
  }

  private static Optional<QueueView> view(Snapshot snapshot, QueueId id) {
    return snapshot.queues().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private static @Nullable Obstacle breaker(BreakerView breaker) {
    if (breaker.mainOpen()) {
      return new Obstacle(true, "the main breaker is open");
    }
    if (breaker.lock().equals("forced_open")) {
      return new Obstacle(true, "the breaker is held open");
    }
    if (breaker.phase() != Phase.CLOSED) {
      var phase = breaker.phase().name().toLowerCase(Locale.ROOT);
      return new Obstacle(true, "the breaker is " + phase);
    }
    return null;
  }

  private static @Nullable Obstacle gate(QueueView view) {
    if (view.stale()) {
      return new Obstacle(false, "the engine does not answer");
    }
    if (Boolean.TRUE.equals(view.pause().observed())) {
      return new Obstacle(
          false,
          view.pause().owner() == GateView.Owner.EXTERNAL
              ? "somebody else paused the queue"
              : "the queue is still paused");
    }
    return null;
  }
}
