package dev.recloser.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import dev.recloser.server.store.SqliteJournal;
import dev.recloser.server.store.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  private static final QueueId MAIL = new QueueId("embedded", "mail");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path data;
  private final StringWriter said = new StringWriter();

  @Test
  void tellsWhenItWouldHaveOpenedWhileAServerUsesTheFolder() {
    try (var store = Store.open(data)) {
      new SqliteJournal(store).record(outage());

      assertThat(run("embedded/mail")).isZero();
    }

    assertThat(said.toString())
        .contains("540 seconds with attempts")
        .contains("  opens 2026-01-01T11:52:0")
        .contains("1 openings, held for ")
        .contains("cannot know");
  }

  @Test
  void refusesAFolderThatIsNotThereAndMakesNone() {
    assertThat(run("embedded/mail", "--data-dir=" + data.resolve("none"))).isEqualTo(1);

    assertThat(said.toString()).contains("there is no data of Recloser in");
    assertThat(data.resolve("none")).doesNotExist();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Store.open(data).close();

    assertThat(run("embedded/none")).isEqualTo(1);
    assertThat(run("mail")).isEqualTo(2);
    assertThat(run("embedded/mail", "--hours=0")).isEqualTo(2);
    assertThat(run("embedded/mail", "--nonsense")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(said.toString())
        .contains("nothing is recorded of queue embedded/none")
        .contains("a queue id is engine/name, was mail")
        .contains("--hours must be 1 to 168");
  }

  @Test
  void refusesAFieldThatCannotBeSet() {
    try (var store = Store.open(data)) {
      new SqliteJournal(store).record(outage());
    }

    assertThat(run("embedded/mail", "--set=nonsense=1")).isEqualTo(2);
    assertThat(said.toString()).contains("nonsense is not a field");
  }

  /** A minute of success, four of failure, four of success, in the last nine minutes. */
  static List<Recorded> outage() {
    List<Recorded> seconds = new ArrayList<>();
    long start = NOW.getEpochSecond() - 540;
    for (int i = 0; i < 540; i++) {
      boolean down = i >= 60 && i < 300;
      seconds.add(new Recorded(MAIL, start + i, down ? 0 : 20, down ? 20 : 0));
    }
    return seconds;
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--data-dir=" + data));
    all.addAll(List.of(arguments));
    if (all.stream().filter(argument -> argument.startsWith("--data-dir")).count() > 1) {
      all.removeFirst();
    }
    return ReplayCommand.run(all.toArray(String[]::new), new PrintWriter(said, true), () -> NOW);
  }
}
