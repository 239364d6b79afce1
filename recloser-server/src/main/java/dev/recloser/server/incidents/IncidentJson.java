package dev.recloser.server.incidents;

import dev.recloser.control.BreakerView.CauseView;
import dev.recloser.control.Incident;
import dev.recloser.control.IncidentTimeline;
import dev.recloser.server.queues.BreakerJson.ErrorLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An incident as clients read it.
 *
 * @param held the most jobs that waited while it lasted
 * @param heldAtStart jobs that waited when it began
 * @param estimate whether the spared numbers are estimated and not counted
 */
record IncidentJson(
    String id,
    String queue,
    String engine,
    boolean observed,
    Instant openedAt,
    @Nullable Instant closedAt,
    String state,
    @Nullable Cause cause,
    @Nullable Long held,
    @Nullable Long heldAtStart,
    long heldMs,
    int reopened,
    int probes,
    int probesFailed,
    @Nullable Long attemptsSpared,
    @Nullable Long deathsSpared,
    boolean estimate,
    String method,
    @Nullable Long recoveryMs,
    List<Line> timeline) {

  record Cause(String rule, String text, int failed, int total, List<ErrorLine> topErrors) {}

  record Line(Instant at, String what, @Nullable String actor, @Nullable String detail) {}

  static IncidentJson of(Incident incident, Instant now) {
    var recovery = incident.recovery();
    return new IncidentJson(
        incident.id(),
        incident.queue().toString(),
        incident.queue().engine(),
        incident.observed(),
        incident.openedAt(),
        incident.closedAt(),
        word(incident.state()),
        incident.cause() == null ? null : cause(incident.cause()),
        incident.waiting().most(),
        incident.waiting().atStart(),
        incident.heldFor(now).toMillis(),
        incident.reopened(),
        incident.probes().released(),
        incident.probes().failed(),
        incident.attemptsSpared(now),
        incident.deathsSpared(now),
        !incident.observed(),
        incident.method(now),
        recovery == null ? null : recovery.toMillis(),
        incident.timeline().shown().stream().map(IncidentJson::line).toList());
  }

  private static Cause cause(CauseView view) {
    var cause = view.cause();
    return new Cause(
        word(cause.rule()),
        view.text(),
        cause.failed(),
        cause.total(),
        view.topErrors().stream().map(ErrorLine::of).toList());
  }

  private static Line line(IncidentTimeline.Entry entry) {
    return new Line(entry.at(), entry.what(), entry.actor(), entry.detail());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
