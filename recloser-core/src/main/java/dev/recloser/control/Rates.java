package dev.recloser.control;

import dev.recloser.engine.QueueSample.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Rates over the last seconds from an engine's running totals. A total that falls back means that
 * the engine restarted: it counts from its new value. Confined to its guard.
 */
final class Rates {

  private static final Duration SPAN = Duration.ofSeconds(6);

  private record Point(Instant at, long in, long done, long failed) {}

  /** What happened between two samples. */
  record Delta(long in, long done, long failed) {
    static final Delta NONE = new Delta(0, 0, 0);
  }

  private final ArrayDeque<Point> points = new ArrayDeque<>();
  private @Nullable Totals last;
  private long in;
  private long done;
  private long failed;
  private boolean known;

  /** Takes the next totals and tells what happened since the ones before. */
  Delta add(Totals totals, Instant at) {
    var delta =
        last == null
            ? Delta.NONE
            : new Delta(
                grown(last.added(), totals.added()),
                grown(last.done(), totals.done()),
                grown(last.failed(), totals.failed()));
    last = totals;
    known = totals.added() != null || totals.done() != null;
    in += delta.in();
    done += delta.done();
    failed += delta.failed();
    points.addLast(new Point(at, in, done, failed));
    while (points.size() > 2 && points.getFirst().at().isBefore(at.minus(SPAN))) {
      points.removeFirst();
    }
    return delta;
  }

  QueueView.Rates perSecond() {
    if (!known || points.size() < 2) {
      return new QueueView.Rates(null, null, null);
    }
    var from = points.getFirst();
    var to = points.getLast();
    double seconds = Math.max(0.001, Duration.between(from.at(), to.at()).toMillis() / 1000.0);
    return new QueueView.Rates(
        rounded((to.in() - from.in()) / seconds),
        rounded((to.done() - from.done()) / seconds),
        rounded((to.failed() - from.failed()) / seconds));
  }

  private static double rounded(double rate) {
    return Math.round(rate * 100) / 100.0;
  }

  private static long grown(@Nullable Long before, @Nullable Long after) {
    if (before == null || after == null) {
      return 0;
    }
    return after >= before ? after - before : after;
  }
}
