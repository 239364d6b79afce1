package dev.recloser.server.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server in a JVM of its own, always on the same ports and data folder. */
final class ServerProcess implements AutoCloseable {

  static final String TOKEN = "rcl_acceptance_0123456789abcdefghij";

  private final Path folder;
  private final String engine;
  private final List<String> engineOption;
  private final int port = freePort();
  private final int brokerPort = freePort();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private @Nullable Process process;

  /** With an embedded broker. */
  ServerProcess(Path folder) {
    this(folder, "embedded", List.of());
  }

  /** With another engine in place of the embedded broker. */
  ServerProcess(Path folder, String engine, String url) {
    this(folder, engine, List.of("--engine=" + engine + "=" + url, "--observe-first=0s"));
  }

  private ServerProcess(Path folder, String engine, List<String> engineOption) {
    this.folder = folder;
    this.engine = engine;
    this.engineOption = engineOption;
  }

  int brokerPort() {
    return brokerPort;
  }

  /** Starts it and waits until it answers. */
  void start() {
    var command =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.recloser.server.Main",
                "--port=" + port,
                "--broker-port=" + brokerPort,
                "--data-dir=" + folder.resolve("data")));
    command.addAll(engineOption);
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("RECLOSER_ADMIN_TOKEN", TOKEN);
      builder.redirectOutput(
          ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Wait.until("the server answers", () -> answers() || ended());
    if (ended()) {
      throw new IllegalStateException("the server ended: " + log());
    }
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() {
    var killed = process;
    if (killed != null) {
      killed.destroyForcibly().onExit().join();
      process = null;
    }
  }

  JsonNode get(String path) {
    return send(request(path).GET().build());
  }

  JsonNode post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** A command for a queue's breaker. */
  JsonNode command(String queue, String command) {
    return post("/api/v1/queues/" + engine + "/" + queue + "/breaker/" + command, "{}");
  }

  /** A queue's row; missing when the engine has not listed it yet. */
  JsonNode queue(String name) {
    for (var queue : get("/api/v1/snapshot").path("queues")) {
      if (queue.path("name").asString().equals(name)) {
        return queue;
      }
    }
    return JsonMapper.shared().createObjectNode();
  }

  String phase(String queue) {
    return queue(queue).path("breaker").path("phase").asString("");
  }

  /** Audit actions on a queue, oldest first. */
  List<JsonNode> audit(String queue) {
    List<JsonNode> rows = new ArrayList<>();
    get("/api/v1/audit?engine=" + engine + "&queue=" + queue + "&limit=200")
        .path("items")
        .forEach(rows::addFirst);
    return rows;
  }

  @Override
  public void close() {
    kill();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private JsonNode send(HttpRequest request) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(response.body()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean ended() {
    return process == null || !process.isAlive();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      return get("/api/v1/snapshot")
          .path("engines")
          .path(0)
          .path("status")
          .asString("")
          .equals("up");
    } catch (UncheckedIOException e) {
      return false; // not yet
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
