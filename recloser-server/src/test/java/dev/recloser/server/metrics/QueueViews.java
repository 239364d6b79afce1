package dev.recloser.server.metrics;

import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.control.BreakerView;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.engine.GateView;
import dev.recloser.engine.QueueSample;
import java.time.Instant;
import java.util.List;

/** Queues with three jobs waiting and nothing else known. */
final class QueueViews {

  private QueueViews() {}

  static QueueView of(String name, Instant at) {
    var sample =
        new QueueSample(
            name,
            new QueueSample.Counts(3L, null, null, null, null, null),
            QueueSample.Totals.UNKNOWN,
            null,
            GateView.FLOWING,
            null,
            null);
    return new QueueView(
        new QueueId("embedded", name),
        sample,
        at,
        false,
        new QueueView.Pause(false, false, GateView.Owner.NOBODY, at),
        new QueueView.Rates(null, null, null),
        List.of(),
        new QueueView.Series(30_000, List.of(), List.of(), List.of()),
        new QueueView.Window(0, 0, 20, 0.5),
        new QueueView.Signs(false, false, null),
        breaker(at),
        QueueView.Grouping.NONE);
  }

  private static BreakerView breaker(Instant at) {
    return new BreakerView(
        false,
        Phase.CLOSED,
        "none",
        Mode.ACTIVE,
        false,
        at,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        0,
        null,
        0,
        1,
        null,
        null,
        0);
  }
}
