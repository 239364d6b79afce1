package dev.recloser.server.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One queue with real workers and a producer of the folder {@code peers/artemis}. */
final class Peers implements AutoCloseable {

  /** How many workers one start of them brings. */
  static final int WORKERS = 3;

  private static final Path FOLDER = Path.of("..", "peers", "artemis").toAbsolutePath().normalize();

  /** A line of a worker's log: S start, F failure, C completion. */
  record Line(char kind, long at, String id) {}

  private final String queue;
  private final Path folder;
  private final int brokerPort;
  private final List<Process> processes = new ArrayList<>();

  Peers(String queue, Path folder, int brokerPort) {
    this.queue = queue;
    this.folder = folder;
    this.brokerPort = brokerPort;
    if (!Files.exists(FOLDER.resolve("node_modules"))) {
      throw new IllegalStateException("run ./dev test, or: (cd peers/artemis && npm install)");
    }
  }

  String queue() {
    return queue;
  }

  /** Three AMQP workers, credit 1. */
  Peers amqpWorkers(Map<String, String> more) {
    return run(List.of("node", "worker.mjs"), more);
  }

  /** Three Jakarta Messaging workers, window 0. */
  Peers jakartaWorkers() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var url = "tcp://127.0.0.1:" + brokerPort + "?consumerWindowSize=0";
    return run(
        List.of(java, "-Xmx128m", "-cp", classPath, "JakartaWorker.java"), Map.of("URL", url));
  }

  Peers producer(int jobs, int perSecond, String job) {
    return run(
        List.of("node", "producer.mjs", String.valueOf(jobs), job),
        Map.of("RATE", String.valueOf(perSecond), "PREFIX", queue + processes.size()));
  }

  void down() {
    try {
      Files.writeString(outageFile(), "down");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void up() {
    try {
      Files.deleteIfExists(outageFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Line> lines() {
    var log = folder.resolve(queue + ".log");
    if (!Files.exists(log)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(line -> line.split(" ", -1))
          .filter(parts -> parts.length >= 4)
          .map(parts -> new Line(parts[0].charAt(0), Long.parseLong(parts[1]), parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long started() {
    return lines().stream().filter(line -> line.kind() == 'S').count();
  }

  long startedBetween(long from, long to) {
    return lines().stream()
        .filter(line -> line.kind() == 'S' && line.at() >= from && line.at() < to)
        .count();
  }

  long completedJobs() {
    return lines().stream().filter(line -> line.kind() == 'C').map(Line::id).distinct().count();
  }

  long firstFailureAt() {
    return lines().stream().filter(line -> line.kind() == 'F').findFirst().orElseThrow().at();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }

  private Peers run(List<String> command, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUEUE", queue);
    environment.put("PORT", String.valueOf(brokerPort));
    environment.put("USERNAME", "peer");
    environment.put("PASSWORD", ServerProcess.TOKEN);
    environment.put("WORKERS", String.valueOf(WORKERS));
    environment.put("LOG", folder.resolve(queue + ".log").toString());
    environment.put("OUTAGE_FILE", outageFile().toString());
    environment.put("REPORT", "recloser.outcomes");
    environment.putAll(more);
    try {
      var builder =
          new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      builder.redirectOutput(
          ProcessBuilder.Redirect.appendTo(folder.resolve("peers.log").toFile()));
      processes.add(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
    return this;
  }

  private Path outageFile() {
    return folder.resolve(queue + ".down");
  }
}
