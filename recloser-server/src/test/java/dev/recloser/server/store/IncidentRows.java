package dev.recloser.server.store;

import dev.recloser.breaker.Cause;
import dev.recloser.control.BreakerView.CauseView;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.control.Incident;
import dev.recloser.control.IncidentTimeline;
import dev.recloser.control.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents to write. */
public final class IncidentRows {

  private IncidentRows() {}

  /** One with everything in it that can be. */
  public static Incident full(String queue, long number, Instant openedAt) {
    var cause = new Cause(Cause.Rule.RATE, 20, 20, Duration.ofSeconds(7), 8, openedAt);
    var error = new ErrorCount("java.net.ConnectException: refused", 18, openedAt);
    return incident(
        queue, number, openedAt, null, new CauseView(cause, List.of(error), "20 of 20 failed"));
  }

  /** One that is over, without a cause. */
  public static Incident over(String queue, long number, Instant openedAt, Instant closedAt) {
    return incident(queue, number, openedAt, closedAt, null);
  }

  private static Incident incident(
      String queue,
      long number,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable CauseView cause) {
    var line = new IncidentTimeline.Entry(openedAt, "opened", "recloser", "20 of 20 failed");
    return new Incident(
        QueueId.parse(queue),
        number,
        false,
        openedAt,
        closedAt,
        closedAt == null ? Incident.State.PROBING : Incident.State.CLOSED,
        cause,
        new Incident.Waiting(3L, 870L),
        new Incident.HeldTime(100_000, null),
        2,
        new Incident.Probes(6, 4, openedAt),
        new Incident.Basis(12.4, 200, 10, 0, 0),
        new IncidentTimeline(List.of(line, line), 12, 0));
  }
}
