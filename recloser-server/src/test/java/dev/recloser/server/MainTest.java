package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as people start it: what it prints, how it ends, what it leaves behind. */
class MainTest {

  private static final String AWAY = "--engine=away=tcp://127.0.0.1:1";

  @TempDir private Path data;
  @TempDir private Path temporary;

  @Test
  void aWrongOptionIsNamedInOneLineAndEndsWithTwo() throws Exception {
    var program = start("--prot=8000");

    assertThat(printed(program)).hasSize(2).first().asString().contains("--prot");
    assertThat(program.waitFor()).isEqualTo(2);
  }

  @Test
  void aTakenPortIsNamedInOneLineAndEndsWithOne() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var program = start("--port=" + taken.getLocalPort(), AWAY);

      assertThat(printed(program))
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort() + " is taken", "--port");
      assertThat(program.waitFor()).isEqualTo(1);
    }
  }

  @Test
  void anUrlThatNobodyUnderstandsIsNamedInOneLine() throws Exception {
    var program = start("--port=0", "--engine=mine=carrier-pigeon://roof");

    assertThat(printed(program)).singleElement().asString().contains("mine", "embedded");
    assertThat(program.waitFor()).isEqualTo(1);
  }

  @Test
  void theFirstStartPrintsTheTokenOnceAndNothingElseButTheAddress() throws Exception {
    var first = printedUntilItRuns(start("--port=0", "--broker-port=0"));
    var second = printedUntilItRuns(start("--port=0", "--broker-port=0"));

    assertThat(first).filteredOn(line -> line.contains("rcl_")).hasSize(1);
    assertThat(first).allMatch(line -> line.isEmpty() || line.startsWith("  ") || runs(line));
    assertThat(second).singleElement().asString().contains("/queue-monitoring");
  }

  @Test
  void aKilledServerLeavesNothingInTheTemporaryFolder() throws Exception {
    var program = start("--port=0", "--broker-port=0");
    try (var output = program.inputReader()) {
      String line;
      do {
        line = output.readLine();
      } while (line != null && !runs(line));
      assertThat(program.toHandle().destroyForcibly()).isTrue();
      assertThat(program.waitFor()).isNotZero();
    }

    try (var left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  private static boolean runs(String line) {
    return line.startsWith("Recloser runs: http://127.0.0.1:");
  }

  /** All lines until it says that it runs; it is then asked to stop, and must. */
  private static List<String> printedUntilItRuns(Process program) throws Exception {
    List<String> lines = new ArrayList<>();
    try (var output = program.inputReader()) {
      String line;
      do {
        line = output.readLine();
        lines.add(String.valueOf(line));
      } while (line != null && !runs(line));
      assertThat(program.toHandle().destroy()).isTrue();
      output.lines().forEach(lines::add);
    }
    assertThat(program.waitFor()).isEqualTo(128 + 15);
    return lines;
  }

  private static List<String> printed(Process program) throws IOException {
    try (var output = program.inputReader()) {
      return output.lines().toList();
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--data-dir=" + data));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("RECLOSER_"));
    return builder.start();
  }
}
