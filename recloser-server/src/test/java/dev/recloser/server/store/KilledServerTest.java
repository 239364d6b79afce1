package dev.recloser.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed server had acknowledged is there when the next one opens the folder. */
class KilledServerTest {

  private static final long ENOUGH = 200;

  @TempDir private Path data;

  @Test
  void everyAcknowledgedRowIsThereAndAllAgree() throws Exception {
    long acknowledged = killedWhileWriting();

    try (var store = Store.open(data)) {
      var position = new SqliteJournal(store).positions("embedded").getFirst();
      long reached = position.saved().version();
      assertThat(reached).isGreaterThanOrEqualTo(acknowledged);
      var rows = new AuditLog(store).page(null, null, (int) reached + 10);
      assertThat(rows).hasSize((int) reached);
      for (var row : rows) {
        assertThat(row.entry().detail()).isEqualTo(String.valueOf(reached--));
      }
    }
  }

  /** The last number that the writer told before it was killed. */
  private long killedWhileWriting() throws Exception {
    var writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .start();
    long last = 0;
    try (var told = writer.inputReader()) {
      while (last < ENOUGH) {
        last = number(told);
      }
      assertThatThrownBy(() -> Store.open(data).close()).isInstanceOf(StoreException.class);
      // not Process.destroyForcibly, which closes the stream that is still read
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      for (long next = number(told); next > 0; next = number(told)) {
        last = next;
      }
    } finally {
      assertThat(writer.destroyForcibly().waitFor()).isNotZero();
    }
    return last;
  }

  /** The next number; 0 at the end, or when the last line was cut. */
  private static long number(BufferedReader told) throws Exception {
    var line = told.readLine();
    if (line == null) {
      return 0;
    }
    assertThat(List.of(line)).allMatch(text -> text.matches("\\d+"), "a number");
    return Long.parseLong(line);
  }
}
