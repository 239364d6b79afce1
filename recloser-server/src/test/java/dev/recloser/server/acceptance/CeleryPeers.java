package dev.recloser.server.acceptance;

import dev.recloser.testkit.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Redis with Celery workers and a producer of the folder {@code peers/celery}. */
final class CeleryPeers implements AutoCloseable {

  private static final Path SCRIPT =
      Path.of("..", "peers", "celery", "celery_peer.py").toAbsolutePath().normalize();

  /** A line of the workers' log: S start, F failure, C completion. */
  record Line(char kind, String id, int attempt, long at) {}

  /** The Python side as a server: one JSON command per line, answered by one line. */
  private static final class Python {
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    Python(String role, String broker, Path folder) throws IOException {
      var builder = new ProcessBuilder("/usr/bin/python3", SCRIPT.toString(), role);
      builder.environment().put("BROKER", broker);
      builder.environment().put("TMPDIR", folder.toString()); // killed workers leave folders there
      process = builder.redirectError(folder.resolve(role + ".err").toFile()).start();
      commands = process.outputWriter(StandardCharsets.UTF_8);
      answers = process.inputReader(StandardCharsets.UTF_8);
    }

    synchronized JsonNode ask(Map<String, ?> command) {
      try {
        commands.write(JsonMapper.shared().writeValueAsString(command) + "\n");
        commands.flush();
        return JsonMapper.shared().readTree(answers.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Path folder;
  private final int port;
  private final Process redis;
  private final Python nursery;
  private final Python client;
  private final Map<String, Long> workers = new HashMap<>();

  CeleryPeers(Path folder) {
    this.folder = folder;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      redis =
          new ProcessBuilder(
                  "redis-server",
                  "--port",
                  "" + port,
                  "--bind",
                  "127.0.0.1",
                  "--dir",
                  folder.toString(),
                  "--save",
                  "")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      Wait.until("Redis answers", this::answers);
      nursery = new Python("nursery", url(), folder);
      client = new Python("client", url(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("./dev test installs Redis and Celery", e);
    }
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  /** Starts a worker and waits until it takes jobs. */
  void start(String name, List<String> queues, Map<String, ?> options) {
    Path ready = folder.resolve("ready-" + name);
    try {
      Files.deleteIfExists(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command =
        Map.of("folder", folder.toString(), "name", name, "queues", queues, "options", options);
    workers.put(name, nursery.ask(command).path("pid").asLong());
    Wait.until(name + " is ready", () -> Files.exists(ready));
  }

  /** Ends a worker as a deployment does. */
  void stop(String name) {
    long pid = Objects.requireNonNull(workers.remove(name), name);
    Processes.end(ProcessHandle.of(pid).stream().toList());
  }

  /** Sends jobs and returns their ids. */
  List<String> send(String queue, int count, Map<String, ?> job) {
    var ids = new ArrayList<String>();
    var plans = Stream.generate(() -> job).limit(count).toList();
    client
        .ask(Map.of("do", "send", "queue", queue, "plans", plans))
        .forEach(id -> ids.add(id.asString()));
    return ids;
  }

  /** The keys of Redis that hold a message of this job. */
  List<String> placesOf(String id) {
    var keys = new ArrayList<String>();
    client.ask(Map.of("do", "places", "id", id)).forEach(key -> keys.add(key.asString()));
    return keys;
  }

  /** Takes a dependency away or gives it back. */
  void dependency(String name, boolean up) {
    try {
      if (up) {
        Files.deleteIfExists(folder.resolve("down-" + name));
      } else {
        Files.createFile(folder.resolve("down-" + name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Line> lines() {
    Path log = folder.resolve("log");
    if (!Files.exists(log)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(line -> line.split(" ", -1))
          .filter(parts -> parts.length == 4)
          .map(parts ->
              new Line(
                  parts[0].charAt(0),
                  parts[1],
                  Integer.parseInt(parts[2]),
                  Long.parseLong(parts[3])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody writes into the folder any more when this returns. */
  @Override
  public void close() {
    var all =
        workers.values().stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .flatMap(worker -> Stream.concat(Stream.of(worker), worker.descendants()))
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(worker -> worker.onExit().join());
    Stream.of(nursery.process, client.process, redis)
        .forEach(process -> process.destroyForcibly().onExit().join());
  }
}
