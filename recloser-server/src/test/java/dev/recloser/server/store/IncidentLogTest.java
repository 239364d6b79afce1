package dev.recloser.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Lock;
import dev.recloser.control.AuditEntry;
import dev.recloser.control.Incident;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentLogTest {

  private static final Instant AT = JournalRows.AT;

  @TempDir private Path data;
  private @Nullable Store opened;

  @BeforeEach
  void open() {
    opened = Store.open(data);
  }

  @AfterEach
  void close() {
    store().close();
  }

  @Test
  void anIncidentSurvivesAsItWas() {
    var incident = IncidentRows.full("embedded/a/b#1", 12, AT);

    write(incident);
    store().close();
    opened = Store.open(data);

    assertThat(log().find("embedded/a/b#1#12")).contains(incident);
    assertThat(log().find("embedded/a/b#1")).isEmpty();
  }

  @Test
  void theJournalKnowsTheNewestOfEachQueueOfAnEngine() {
    write(IncidentRows.over("embedded/a", 2, AT, AT.plusSeconds(9)));
    write(IncidentRows.full("embedded/a", 11, AT.plusSeconds(60)));
    write(IncidentRows.over("embedded/b", 5, AT, AT.plusSeconds(9)));
    write(IncidentRows.full("other/c", 1, AT));

    assertThat(new SqliteJournal(store()).incidents("embedded"))
        .extracting(Incident::id)
        .containsExactlyInAnyOrder("embedded/a#11", "embedded/b#5");
  }

  @Test
  void aChangeReplacesWhatWasWritten() {
    write(IncidentRows.full("embedded/a", 1, AT));
    var over = IncidentRows.over("embedded/a", 1, AT, AT.plusSeconds(60));

    write(over);

    assertThat(log().page(null, null, 10)).containsExactly(over);
  }

  @Test
  void pagesFromTheNewestAlsoWhenSomeBeganAtTheSameTime() {
    for (int number = 1; number <= 25; number++) {
      write(IncidentRows.full("embedded/" + number % 2, number, AT.plusSeconds(number / 5)));
    }

    List<Incident> read = new ArrayList<>();
    IncidentLog.@Nullable Place after = null;
    for (int page = 0; page < 4; page++) {
      var found = log().page(null, after, 7);
      read.addAll(found);
      after = IncidentLog.Place.of(found.getLast());
    }

    assertThat(read).hasSize(25).doesNotHaveDuplicates();
    assertThat(read).isSortedAccordingTo((a, b) -> b.openedAt().compareTo(a.openedAt()));
    assertThat(log().page("embedded/1", null, 50)).hasSize(13);
  }

  @Test
  void forgetsWhatWasOverLongAgoButNothingThatLasts() {
    write(IncidentRows.full("embedded/lasts", 1, AT));
    write(IncidentRows.over("embedded/old", 1, AT, AT.plusSeconds(10)));
    write(IncidentRows.over("embedded/new", 1, AT, AT.plusSeconds(30)));

    int forgotten = log().forgetClosedBefore(AT.plusSeconds(20));

    assertThat(forgotten).isEqualTo(1);
    assertThat(log().page(null, null, 10))
        .extracting(Incident::id)
        .containsExactlyInAnyOrder("embedded/lasts#1", "embedded/new#1");
  }

  @Test
  void isWrittenTogetherWithItsPositionOrNotAtAll() {
    var journal = new SqliteJournal(store());
    var row = JournalRows.row("embedded/a", 1, Lock.NONE);
    var incident = IncidentRows.full("embedded/a", 1, AT);

    assertThatThrownBy(() -> journal.write(List.of(row), List.of(incident), null, failing()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(journal.positions("embedded")).isEmpty();
    assertThat(log().page(null, null, 10)).isEmpty();
  }

  private static List<AuditEntry> failing() {
    return new AbstractList<>() {
      @Override
      public AuditEntry get(int index) {
        throw new IllegalStateException("killed here");
      }

      @Override
      public int size() {
        return 1;
      }
    };
  }

  private void write(Incident incident) {
    new SqliteJournal(store()).write(List.of(), List.of(incident), null, List.of());
  }

  private IncidentLog log() {
    return new IncidentLog(store());
  }

  private Store store() {
    return Objects.requireNonNull(opened);
  }
}
