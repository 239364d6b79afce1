package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.Incident;
import dev.recloser.control.Incident.State;
import dev.recloser.control.IncidentReport;
import dev.recloser.control.IncidentTimeline.Entry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The records that outages leave. */
class IncidentTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Plant plant = new Plant().flowing();

  @Test
  void anOutageLeavesOneRecordWithCauseNumbersAndTimeline() {
    outage(Duration.ofSeconds(30));

    assertThat(plant.journal.incidents()).hasSize(1);
    var incident = newest();
    assertThat(incident.id()).isEqualTo("memory/mail#1");
    assertThat(incident.state()).isEqualTo(State.CLOSED);
    assertThat(incident.observed()).isFalse();
    var cause = Objects.requireNonNull(incident.cause());
    assertThat(cause.text()).contains("attempts failed with java.net.ConnectException");
    assertThat(cause.topErrors()).isNotEmpty();
    assertThat(incident.reopened()).isGreaterThanOrEqualTo(2);
    assertThat(incident.probes().failed()).isEqualTo(incident.reopened());
    assertThat(incident.probes().released()).isGreaterThan(incident.probes().failed());
    assertThat(incident.waiting().most()).isGreaterThan(300);
    assertThat(incident.recovery()).isPositive();
    assertThat(incident.timeline().entries())
        .extracting(Entry::what)
        .startsWith("opened", "probing", "opened")
        .endsWith("probing", "ramping", "closed");
  }

  @Test
  void sparedAttemptsAreTheRateBeforeTimesTheTimeHeld() {
    outage(Duration.ofSeconds(30));

    var incident = newest();
    var now = plant.broker.clock().instant();
    double rate = Objects.requireNonNull(incident.basis().attemptsPerSecond());
    assertThat(rate).isBetween(15.0, 30.0);
    assertThat(incident.heldFor(now)).isBetween(Duration.ofSeconds(25), LONG);
    long spared = Math.round(rate * incident.heldFor(now).toMillis() / 1000.0);
    assertThat(incident.attemptsSpared(now)).isEqualTo(spared - incident.probes().released());
    assertThat(incident.method(now)).contains("attempts per second in the minute before");
  }

  @Test
  void aHoldByAPersonIsAnIncidentWithoutACause() {
    plant.command(new Command.HoldOpen(null), null);
    plant.run(Duration.ofSeconds(20));
    plant.command(new Command.Close(), null);
    plant.runUntil(LONG, this::isClosed);
    plant.run(SECOND);

    var incident = newest();
    assertThat(plant.journal.incidents()).hasSize(1);
    assertThat(incident.cause()).isNull();
    assertThat(incident.state()).isEqualTo(State.CLOSED);
    assertThat(incident.timeline().entries())
        .extracting(Entry::what)
        .containsExactly("held_open", "released", "closed");
    assertThat(incident.timeline().entries().getFirst().actor()).isEqualTo("ops");
    assertThat(incident.timeline().entries().getFirst().detail()).startsWith("because");
  }

  @Test
  void aHoldByTheMainBreakerIsNone() {
    plant.recloser.openMain("ops", "failover");
    plant.run(Duration.ofSeconds(10));
    plant.recloser.closeMain("ops", null);
    plant.runUntil(LONG, this::isClosed);

    assertThat(plant.journal.incidents()).isEmpty();
  }

  @Test
  void theTimeUnderTheMainBreakerDoesNotCountAsHeld() {
    plant.down();
    plant.runUntil(LONG, () -> plant.phase() == Phase.OPEN);
    plant.recloser.openMain("ops", "failover");
    plant.run(Duration.ofMinutes(5));
    plant.up();
    plant.recloser.closeMain("ops", null);
    plant.runUntil(LONG, this::isClosed);
    plant.run(SECOND);

    assertThat(newest().heldFor(plant.broker.clock().instant())).isLessThan(LONG);
    assertThat(newest().timeline().entries())
        .extracting(Entry::what)
        .contains("main_opened", "main_closed");
  }

  @Test
  void anOpenIncidentGoesOnAfterAKill() {
    plant.down();
    plant.run(Duration.ofSeconds(15));
    var before = newest();

    plant.crash(Duration.ofSeconds(5));
    plant.run(SECOND);
    plant.up();
    plant.runUntil(LONG, this::isClosed);
    plant.run(SECOND);

    var after = newest();
    assertThat(plant.journal.incidents()).hasSize(1);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.openedAt()).isEqualTo(before.openedAt());
    assertThat(after.cause()).isEqualTo(before.cause());
    assertThat(after.reopened()).isGreaterThanOrEqualTo(before.reopened());
    assertThat(after.basis()).isEqualTo(before.basis());
    assertThat(after.state()).isEqualTo(State.CLOSED);
    assertThat(after.timeline().entries()).extracting(Entry::what).contains("restarted");
  }

  @Test
  void theNextOutageHasTheNextNumberAlsoAfterAKill() {
    outage(Duration.ofSeconds(5));
    plant.crash(SECOND);
    plant.run(Duration.ofSeconds(30));
    outage(Duration.ofSeconds(5));

    assertThat(plant.journal.incidents())
        .extracting(Incident::id)
        .containsExactly("memory/mail#1", "memory/mail#2");
  }

  @Test
  void aWatchedOutageIsOneRecordThatCountsWhatReallyFailed() {
    plant.command(new Command.ChangeMode(Mode.OBSERVE), null);
    plant.down();
    plant.run(Duration.ofMinutes(2));
    plant.up();
    plant.run(Duration.ofSeconds(150));

    assertThat(plant.journal.incidents()).hasSize(1);
    var incident = newest();
    var now = plant.broker.clock().instant();
    assertThat(incident.observed()).isTrue();
    assertThat(incident.state()).isEqualTo(State.CLOSED);
    assertThat(incident.heldFor(now)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(200));
    assertThat(incident.attemptsSpared(now)).isGreaterThan(1_000);
    assertThat(incident.deathsSpared(now)).isPositive();
    assertThat(incident.probes().released()).isZero();
    assertThat(incident.method(now)).startsWith("Counted: ");
    assertThat(IncidentReport.markdown(incident, now)).contains("Recloser only watched");
  }

  @Test
  void nothingIsStoredThatTheJournalDidNotTake() {
    plant.journal.refuses(true);
    plant.down();
    plant.run(Duration.ofSeconds(5));
    assertThat(plant.journal.incidents()).isEmpty();

    plant.journal.refuses(false);
    plant.run(SECOND);
    assertThat(newest().state()).isNotEqualTo(State.CLOSED);
  }

  private void outage(Duration length) {
    plant.down();
    plant.run(length);
    plant.up();
    assertThat(plant.runUntil(LONG, this::isClosed)).isTrue();
    plant.run(SECOND);
  }

  private boolean isClosed() {
    return plant.phase() == Phase.CLOSED;
  }

  private Incident newest() {
    return plant.journal.incidents().getLast();
  }
}
