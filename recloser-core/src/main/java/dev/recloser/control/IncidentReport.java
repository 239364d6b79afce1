package dev.recloser.control;

import dev.recloser.control.BreakerView.ErrorCount;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An incident as a page of Markdown, to paste into a report. Pure. */
public final class IncidentReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String TO_ESCAPE = "\\`*_[]|~!";

  private IncidentReport() {}

  /** The report; an open incident is reported as of now. Names and errors are escaped. */
  public static String markdown(Incident incident, Instant now) {
    var text = new StringBuilder("# Incident ").append(escaped(incident.id())).append("\n\n");
    text.append(whatHappened(incident, now)).append("\n\n");
    text.append("## Numbers\n\n|  |  |\n|---|---|\n");
    numbers(text, incident, now);
    if (incident.cause() != null && !incident.cause().topErrors().isEmpty()) {
      text.append("\n## Errors\n\n| Error | Count | Last |\n|---|--:|---|\n");
      incident.cause().topErrors().forEach(error -> error(text, error));
    }
    text.append("\n## Timeline\n\n| Time | What | Who | Detail |\n|---|---|---|---|\n");
    for (var entry : incident.timeline().shown()) {
      row(
          text,
          TIME.format(entry.at()),
          entry.what().replace('_', ' '),
          escaped(orNothing(entry.actor())),
          escaped(orNothing(entry.detail())));
    }
    text.append("\n## How the numbers came about\n\n");
    return text.append(escaped(incident.method(now))).append(".\n").toString();
  }

  private static String whatHappened(Incident incident, Instant now) {
    var cause = incident.cause();
    var why = cause == null ? "a person held it" : escaped(cause.text());
    var queue = escaped(incident.queue().toString());
    var held = Words.duration(incident.heldFor(now));
    var closedAt = incident.closedAt();
    var end = closedAt == null ? "It is not over" : "It closed at " + TIME.format(closedAt);
    return incident.observed()
        ? "Recloser only watched the queue %s: it would have held it for %s from %s on, because %s. %s."
            .formatted(queue, held, TIME.format(incident.openedAt()), why, end)
        : "The queue %s was held for %s from %s on, because %s. %s."
            .formatted(queue, held, TIME.format(incident.openedAt()), why, end);
  }

  private static void numbers(StringBuilder text, Incident incident, Instant now) {
    var closedAt = incident.closedAt();
    var probes = incident.probes();
    var recovery = incident.recovery();
    var about = incident.observed() ? "" : "about ";
    row(text, "Opened", TIME.format(incident.openedAt()));
    row(text, "Closed", closedAt == null ? "not yet" : TIME.format(closedAt));
    row(
        text,
        "Length",
        Words.duration(Duration.between(incident.openedAt(), closedAt == null ? now : closedAt)));
    row(
        text,
        incident.observed() ? "Would have been held" : "Held",
        Words.duration(incident.heldFor(now)));
    row(text, "Jobs waiting at the start", number("", incident.waiting().atStart()));
    row(text, "Most jobs waiting", number("", incident.waiting().most()));
    row(text, "Opened again", number("", (long) incident.reopened()));
    row(text, "Probes", "%,d released, %,d failed".formatted(probes.released(), probes.failed()));
    row(text, "Attempts spared", number(about, incident.attemptsSpared(now)));
    row(text, "Deaths spared", number(about, incident.deathsSpared(now)));
    row(text, "First good probe to closed", recovery == null ? "-" : Words.duration(recovery));
  }

  private static void error(StringBuilder text, ErrorCount error) {
    row(text, escaped(error.error()), number("", error.count()), TIME.format(error.lastAt()));
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(String about, @Nullable Long number) {
    return number == null ? "unknown" : about + String.format(Locale.ROOT, "%,d", number);
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Text from elsewhere as plain text within one line. */
  static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            default -> {
              if (isInvisible(c)) {
                escaped.append(' ');
              } else {
                escaped.append(TO_ESCAPE.indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c);
              }
            }
          }
        });
    return escaped.toString();
  }

  /** Controls, line ends of any kind, and what turns the direction of writing. */
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
