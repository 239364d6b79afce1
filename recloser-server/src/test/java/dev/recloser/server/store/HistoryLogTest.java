package dev.recloser.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryLogTest {

  private static final QueueId MAIL = new QueueId("embedded", "mail; 1 2 3;'--");
  private static final QueueId SMS = new QueueId("embedded", "sms");
  private static final Instant AT = Instant.parse("2026-01-01T00:00:30Z");

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
  void readsTheSecondsOfOneQueueInOrder() {
    record(seconds(MAIL, 0, 10));
    record(seconds(SMS, 0, 5));
    record(seconds(MAIL, 10, 200)); // goes on in the same minute

    assertThat(log().read(MAIL, AT, AT.plusSeconds(200))).isEqualTo(seconds(MAIL, 0, 200));
    assertThat(log().read(MAIL, AT.plusSeconds(5), AT.plusSeconds(70)))
        .isEqualTo(seconds(MAIL, 5, 70));
    assertThat(log().knows(SMS)).isTrue();
    assertThat(log().knows(new QueueId("embedded", "other"))).isFalse();
  }

  @Test
  void forgetsWhatIsOlderThanAWeek() {
    record(seconds(MAIL, 0, 120));

    log().sweep(AT.plus(HistoryLog.KEPT).plus(Duration.ofMinutes(1)));

    assertThat(log().read(MAIL, AT, AT.plusSeconds(120)))
        .isEqualTo(seconds(MAIL, 30, 120)); // by whole minutes
  }

  @Test
  void forgetsTheOldestMinutesWhenThereAreTooMany() {
    record(seconds(MAIL, 30, 630)); // ten minutes
    record(seconds(SMS, 30, 630));

    log().sweep(AT.plusSeconds(700), 6);

    assertThat(log().read(MAIL, AT, AT.plusSeconds(700))).isEqualTo(seconds(MAIL, 450, 630));
    assertThat(log().read(SMS, AT, AT.plusSeconds(700))).isEqualTo(seconds(SMS, 450, 630));
  }

  private static List<Recorded> seconds(QueueId queue, int from, int to) {
    List<Recorded> seconds = new ArrayList<>();
    for (int i = from; i < to; i++) {
      seconds.add(new Recorded(queue, AT.getEpochSecond() + i, i, i * 2));
    }
    return seconds;
  }

  private void record(List<Recorded> seconds) {
    new SqliteJournal(store()).record(seconds);
  }

  private HistoryLog log() {
    return new HistoryLog(store());
  }

  private Store store() {
    return Objects.requireNonNull(opened);
  }
}
