package dev.recloser.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.recloser.breaker.Cause;
import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.breaker.Saved;
import dev.recloser.control.AuditEntry;
import dev.recloser.control.BreakerView.ErrorCount;
import dev.recloser.control.Journal.Row;
import dev.recloser.control.MainStatus;
import dev.recloser.policy.PolicyLayer;
import dev.recloser.server.store.Answers.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StoreTest {

  static final List<Lock> LOCKS =
      List.of(
          Lock.NONE,
          new Lock.ForcedOpen("ann", "deploy", JournalRows.AT, null),
          new Lock.ForcedOpen("ann", null, JournalRows.AT, JournalRows.AT.plusSeconds(9)),
          new Lock.ForcedClosed("bob", "test", JournalRows.AT, JournalRows.AT.plusSeconds(9)));

  private static final MainStatus OPEN =
      new MainStatus(true, JournalRows.AT, null, "storm", "ann", 3);

  @TempDir private Path data;

  @Test
  void nothingWasWrittenToANewStore() {
    try (var store = Store.open(data)) {
      var journal = new SqliteJournal(store);

      assertThat(journal.positions("embedded")).isEmpty();
      assertThat(journal.main()).isEqualTo(MainStatus.NEVER);
      assertThat(new AuditLog(store).page(null, null, 10)).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("LOCKS")
  void aPositionSurvivesWithItsLock(Lock lock) {
    var row = JournalRows.row("embedded/a/b", 5, lock);

    write(row);

    assertThat(positions("embedded")).containsExactly(row);
    assertThat(positions("other")).isEmpty();
  }

  @Test
  void aPositionSurvivesWithItsCauseAndErrors() {
    var at = JournalRows.AT;
    var cause = new Cause(Cause.Rule.RATE, 15, 20, Duration.ofSeconds(7), 12, at);
    var saved =
        new Saved(
            "embedded/mail",
            9,
            2,
            at,
            Mode.OBSERVE,
            Lock.NONE,
            true,
            Phase.OPEN,
            at,
            cause,
            at.plusMillis(1_500),
            30_000,
            2.25,
            4,
            11.5,
            at,
            at,
            at.plusSeconds(3_600));
    var layer =
        PolicyLayer.of(
            "noisy",
            Map.of("failure_ratio", 0.7, "base_open", "5s", "ignore", List.of("class:Bad")));
    var row = new Row(saved, false, List.of(new ErrorCount("SmtpException: 421", 15, at)), layer);

    write(row);

    assertThat(positions("embedded")).containsExactly(row);
  }

  @Test
  void aGroupSurvivesAndGoesWithItsBreaker() {
    var start = JournalRows.row("groups/stripe", 3, Lock.NONE);
    try (var store = Store.open(data)) {
      var journal = new SqliteJournal(store);
      journal.writeGroup("stripe", List.of("a/b"), null, JournalRows.entry("one"));
      journal.writeGroup("stripe", List.of("a/b", "c/*"), start, JournalRows.entry("two"));
    }

    try (var store = Store.open(data)) {
      var journal = new SqliteJournal(store);
      assertThat(journal.groups()).containsExactly(entry("stripe", List.of("a/b", "c/*")));
      assertThat(journal.positions("groups")).containsExactly(start);
      assertThat(new AuditLog(store).page(null, null, 10)).hasSize(2);

      journal.writeGroup("stripe", null, null, JournalRows.entry("three"));
      assertThat(journal.groups()).isEmpty();
      assertThat(journal.positions("groups")).isEmpty();
    }
  }

  @Test
  void theMainBreakerAndTheAuditLogSurvive() {
    try (var store = Store.open(data)) {
      new SqliteJournal(store).write(List.of(), OPEN, List.of(JournalRows.entry("one")));
    }

    try (var store = Store.open(data)) {
      assertThat(new SqliteJournal(store).main()).isEqualTo(OPEN);
      assertThat(new AuditLog(store).page(null, null, 10))
          .extracting(AuditLog.Numbered::entry)
          .containsExactly(JournalRows.entry("one"));
    }
  }

  @Test
  void aWriteThatFailsHalfWayWritesNothing() {
    try (var store = Store.open(data)) {
      var journal = new SqliteJournal(store);
      var row = JournalRows.row("embedded/mail", 1, Lock.NONE);

      assertThatThrownBy(() -> journal.write(List.of(row), OPEN, failingAtTheSecond()))
          .hasMessageContaining("no second entry");

      assertThat(journal.positions("embedded")).isEmpty();
      assertThat(journal.main()).isEqualTo(MainStatus.NEVER);
      assertThat(new AuditLog(store).page(null, null, 10)).isEmpty();
      journal.write(List.of(row), OPEN, List.of(JournalRows.entry("after")));
      assertThat(journal.positions("embedded")).containsExactly(row);
    }
  }

  @Test
  void manyWritersAtOnceLoseNothing() throws Exception {
    try (var store = Store.open(data)) {
      var journal = new SqliteJournal(store);
      List<Future<?>> writes = new ArrayList<>();
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          var entry = JournalRows.entry("entry " + i);
          writes.add(pool.submit(() -> journal.write(List.of(), null, List.of(entry))));
        }
      }

      for (var write : writes) {
        assertThat(write.get()).isNull();
      }
      assertThat(new AuditLog(store).page(null, null, 100)).hasSize(50);
    }
  }

  @Test
  void auditPagesGoBackInTime() {
    try (var store = Store.open(data)) {
      var journal = new SqliteJournal(store);
      for (int i = 1; i <= 5; i++) {
        journal.write(List.of(), null, List.of(JournalRows.entry("" + i)));
      }
      var log = new AuditLog(store);

      var newest = log.page("embedded/mail", null, 2);
      var next = log.page("embedded/mail", newest.getLast().id(), 2);

      assertThat(newest).extracting(row -> row.entry().detail()).containsExactly("5", "4");
      assertThat(next).extracting(row -> row.entry().detail()).containsExactly("3", "2");
      assertThat(log.page("embedded/other", null, 2)).isEmpty();
      assertThat(log.forgetBefore(JournalRows.AT.plusMillis(1))).isEqualTo(5);
    }
  }

  @Test
  void anAnswerIsKeptForADay() {
    try (var store = Store.open(data)) {
      var answers = new Answers(store);
      var at = JournalRows.AT;
      answers.keep("key", new Answer(200, new byte[] {1, 2}), at);

      var day = Duration.ofHours(24);
      assertThat(answers.find("key", at.plus(day).minusMillis(1)).orElseThrow().body())
          .containsExactly(1, 2);
      assertThat(answers.find("key", at.plus(day))).isEmpty();
      assertThat(answers.find("other", at)).isEmpty();
    }
  }

  @Test
  void aSecondServerOnTheFolderIsRefused() {
    try (var _ = Store.open(data)) {
      assertThatThrownBy(() -> Store.open(data).close())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another")
          .hasMessageContaining(data.toString());
    }
    Store.open(data).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    var file = Files.writeString(data.resolve("file"), "in the way");

    assertThatThrownBy(() -> Store.open(file.resolve("data")).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void whatAKilledServerLeftIsSweptAndNothingIsReadableByOthers() throws Exception {
    var left = Files.createDirectories(data.resolve("native")).resolve("sqlite-old.so");
    Files.writeString(left, "left behind");

    try (var store = Store.open(data)) {
      new SqliteJournal(store).write(List.of(), OPEN, List.of());

      assertThat(left).doesNotExist();
      assertThat(modes(data)).isEqualTo("rwx------");
      assertThat(modes(data.resolve("recloser.db"))).isEqualTo("rw-------");
      assertThat(modes(data.resolve("recloser.db-wal"))).isEqualTo("rw-------");
    }
  }

  private static String modes(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static List<AuditEntry> failingAtTheSecond() {
    return new AbstractList<>() {
      @Override
      public AuditEntry get(int index) {
        if (index == 1) {
          throw new IllegalStateException("no second entry");
        }
        return JournalRows.entry("first");
      }

      @Override
      public int size() {
        return 2;
      }
    };
  }

  private void write(Row row) {
    try (var store = Store.open(data)) {
      new SqliteJournal(store).write(List.of(row), null, List.of());
    }
  }

  private List<Row> positions(String engine) {
    try (var store = Store.open(data)) {
      return new SqliteJournal(store).positions(engine);
    }
  }
}
