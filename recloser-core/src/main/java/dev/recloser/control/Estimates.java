package dev.recloser.control;

import java.time.Instant;
import java.util.Locale;

/** Says in words how an incident's spared attempts and deaths are estimated. Pure. */
final class Estimates {

  private Estimates() {}

  static String inWords(Incident incident, Instant now) {
    return incident.observed() ? counted(incident) : estimated(incident, now);
  }

  private static String counted(Incident incident) {
    var basis = incident.basis();
    var died =
        incident.deathsSpared(incident.openedAt()) == null
            ? "the engine named no last attempts"
            : number(basis.diedMeanwhile()) + " of them made their job dead";
    return "Counted: "
        + number(basis.failedMeanwhile())
        + " attempts failed while the queue would have been held; "
        + died;
  }

  private static String estimated(Incident incident, Instant now) {
    var basis = incident.basis();
    var rate = basis.attemptsPerSecond();
    if (rate == null) {
      return "Not estimated: nobody counted attempts in the minute before the opening";
    }
    var attempts =
        "%.1f attempts per second in the minute before the opening x %.0f s held - %d probes"
            .formatted(
                rate, incident.heldTime().millis(now) / 1000.0, incident.probes().released());
    return attempts
        + (basis.lastAttemptsSeen() == 0
            ? "; deaths not estimated: no last attempts among the failures seen"
            : "; deaths: %s of %s failures seen were last attempts"
                .formatted(number(basis.lastAttemptsSeen()), number(basis.failuresSeen())));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
