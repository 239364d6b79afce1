package dev.recloser.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Redrive;
import dev.recloser.server.config.DeadJobSettings;
import dev.recloser.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTableTest {

  private static final Instant AT = JournalRows.AT;
  private static final DeadJobSettings SMALL = new DeadJobSettings(Duration.ofDays(1), 3, 5);

  @TempDir private Path data;
  private @Nullable Store store;
  private @Nullable DeadLetterTable table;

  @BeforeEach
  void open() {
    open(DeadJobSettings.DEFAULTS);
  }

  private void open(DeadJobSettings settings) {
    store = Store.open(data);
    table = new DeadLetterTable(store, settings);
  }

  @AfterEach
  void close() {
    table().close();
    Objects.requireNonNull(store).close();
  }

  private void restart(DeadJobSettings settings) {
    close();
    open(settings);
  }

  private DeadLetterTable table() {
    return Objects.requireNonNull(table);
  }

  private DeadLetters letters() {
    return table().of("jobs");
  }

  private static DeadLetter letter(String queue, String id, String ticket) {
    return letter(queue, id, ticket, AT);
  }

  private static DeadLetter letter(String queue, String id, String ticket, Instant diedAt) {
    var job =
        new Job(
            id,
            JobState.DEAD,
            "FAILURE",
            3,
            null,
            "OSError: no",
            "(1,)",
            Map.of("task", "work"),
            Redrive.rebuilt("Made anew."));
    return new DeadLetter(queue, job, diedAt, ticket, "{\"body\":\"secret\"}");
  }

  private void put(DeadLetters box, DeadLetter... all) {
    for (var letter : all) {
      box.put(letter);
    }
    var last = all[all.length - 1];
    Await.polling().until("written", () -> ids(box, last.queue()).contains(last.job().id()));
  }

  private static List<String> ids(DeadLetters box, String queue) {
    return box.page(queue, new JobQuery(JobState.DEAD, null, 200)).items().stream()
        .map(Job::id)
        .toList();
  }

  @Test
  void aLetterSurvivesARestartAsItWas() {
    var letter = letter("mail", "a", "t1");
    put(letters(), letter);

    restart(DeadJobSettings.DEFAULTS);

    assertThat(letters().size("mail")).isEqualTo(1);
    assertThat(letters().page("mail", new JobQuery(JobState.DEAD, null, 10)).items())
        .containsExactly(letter.job());
    assertThat(letters().take("mail", "a")).contains(letter);
  }

  @Test
  void whatIsPutJustBeforeTheEndIsWritten() {
    for (int i = 0; i < 1_000; i++) {
      letters().put(letter("mail", "job-" + i, "t" + i));
    }

    restart(DeadJobSettings.DEFAULTS);

    assertThat(letters().size("mail")).isEqualTo(1_000);
  }

  @Test
  void ofTwoWhoTakeOneGetsIt() {
    put(letters(), letter("mail", "a", "t1"));

    assertThat(letters().take("mail", "a")).isPresent();

    assertThat(letters().take("mail", "a")).isEmpty();
    assertThat(letters().remove("mail", "a")).isFalse();
    assertThat(ids(letters(), "mail")).isEmpty();
    assertThat(letters().size("mail")).isZero();
  }

  @Test
  void aTakenLetterIsThereAfterAKillAndCanBeGivenBackOrForgotten() {
    put(letters(), letter("mail", "a", "t1"), letter("mail", "b", "t2"));
    letters().take("mail", "a");
    letters().take("mail", "b");

    restart(DeadJobSettings.DEFAULTS);

    var taken = letters().taken();
    assertThat(taken).extracting(DeadLetter::ticket).containsExactly("t1", "t2");
    letters().giveBack(taken.getFirst());
    letters().forget(taken.getLast());
    assertThat(letters().taken()).isEmpty();
    assertThat(ids(letters(), "mail")).containsExactly("a");
    assertThat(letters().size("mail")).isEqualTo(1);
  }

  @Test
  void aJobThatDiedAgainIsNotForgottenWithItsFirstDeath() {
    put(letters(), letter("mail", "a", "t1"));
    var first = letters().take("mail", "a").orElseThrow();
    put(letters(), letter("mail", "a", "t2"));

    letters().forget(first);
    letters().giveBack(first);

    assertThat(letters().taken()).isEmpty();
    assertThat(letters().take("mail", "a").orElseThrow().ticket()).isEqualTo("t2");
  }

  @Test
  void pagesShowEachJobOnceInOrder() {
    for (int i = 0; i < 5; i++) {
      put(letters(), letter("mail", "job-" + i, "t" + i));
    }
    List<String> seen = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var page = letters().page("mail", new JobQuery(JobState.DEAD, cursor, 2));
      assertThat(page.total()).isEqualTo(5);
      page.items().forEach(job -> seen.add(job.id()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen).containsExactly("job-0", "job-1", "job-2", "job-3", "job-4");
    assertThatThrownBy(() -> letters().page("mail", new JobQuery(JobState.DEAD, "wrong", 2)))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void enginesDoNotMix() {
    put(letters(), letter("mail", "a", "t1"));
    put(table().of("other"), letter("mail", "a", "t2"));

    assertThat(letters().take("mail", "a").orElseThrow().ticket()).isEqualTo("t1");
    assertThat(table().of("other").size("mail")).isEqualTo(1);
  }

  @Test
  void theOldestGoWhenAQueueHasTooMany() {
    restart(SMALL);

    for (int i = 0; i < 6; i++) {
      put(letters(), letter("mail", "job-" + i, "t" + i));
    }

    assertThat(ids(letters(), "mail")).containsExactly("job-3", "job-4", "job-5");
    assertThat(letters().size("mail")).isEqualTo(3);
  }

  @Test
  void theOldestGoWhenThereAreTooManyInAll() {
    restart(SMALL);

    for (String queue : List.of("a", "b", "c")) {
      put(
          letters(),
          letter(queue, queue + "1", queue + "1"),
          letter(queue, queue + "2", queue + "2"));
    }

    assertThat(ids(letters(), "a")).containsExactly("a2");
    assertThat(letters().size("a")).isEqualTo(1);
    assertThat(ids(letters(), "b")).hasSize(2);
    assertThat(ids(letters(), "c")).hasSize(2);
  }

  @Test
  void theSweepForgetsWhatDiedLongAgo() {
    put(
        letters(),
        letter("mail", "old", "t1", AT),
        letter("mail", "new", "t2", AT.plus(Duration.ofDays(10))));

    table().sweep(AT.plus(Duration.ofDays(15)));

    assertThat(ids(letters(), "mail")).containsExactly("new");
    assertThat(letters().size("mail")).isEqualTo(1);
  }

  @Test
  void noTextShowsTheOriginal() {
    assertThat(letter("mail", "a", "t1").toString()).doesNotContain("secret").doesNotContain("1,");
  }

  @Test
  void aStoreThatFailsIsToldAndNotThrownAtWhoPuts() {
    int _ =
        Objects.requireNonNull(store)
            .inTransaction(jdbc -> jdbc.sql("drop table dead_letter").update());

    letters().put(letter("mail", "a", "t1"));

    assertThatThrownBy(() -> letters().take("mail", "a"))
        .isInstanceOf(EngineException.class)
        .extracting(e -> ((EngineException) e).kind())
        .isEqualTo(EngineException.Kind.UNREACHABLE);
  }
}
