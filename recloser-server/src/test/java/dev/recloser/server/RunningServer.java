package dev.recloser.server;

import dev.recloser.control.Control;
import dev.recloser.server.auth.Role;
import dev.recloser.server.auth.Tokens;
import dev.recloser.server.config.BreakerSettings;
import dev.recloser.server.config.DeadJobSettings;
import dev.recloser.server.config.Settings;
import dev.recloser.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A real server on free ports and a folder of its own, for one test class. */
final class RunningServer implements BeforeAllCallback, AfterAllCallback {

  static final String ADMIN = "rcl_admin_of_this_test_0123456789";

  private final Map<String, String> engines;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable Path data;
  private @Nullable GenericApplicationContext context;
  private int brokerPort;
  private String operator = "";
  private String viewer = "";

  private RunningServer(Map<String, String> engines) {
    this.engines = engines;
  }

  /** With a broker inside, whose jobs are dead after one failure. */
  static RunningServer withBroker() {
    return new RunningServer(Map.of("embedded", "embedded?max-attempts=1"));
  }

  /** With an engine that is down from the start, for tests that need no queue. */
  static RunningServer withEngineDown() {
    return new RunningServer(Map.of("away", "tcp://127.0.0.1:1"));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws Exception {
    data = Files.createTempDirectory("recloser-test-");
    brokerPort = freePort();
    context =
        Main.start(
            new Settings(
                0,
                "127.0.0.1",
                data,
                brokerPort,
                engines,
                List.of("http://localhost:5173"),
                "Test",
                false,
                Duration.ofDays(90),
                DeadJobSettings.DEFAULTS,
                null,
                BreakerSettings.PLAIN));
    var tokens = bean(Tokens.class);
    tokens.ensureAdmin(ADMIN);
    operator = tokens.make("operator", Role.OPERATOR).secret();
    viewer = tokens.make("viewer", Role.VIEWER).secret();
    if (engines.containsKey("embedded")) {
      Await.polling().until("the broker answers", this::brokerAnswers);
    }
  }

  @Override
  public void afterAll(ExtensionContext test) throws Exception {
    client.close();
    if (context != null) {
      context.close();
    }
    if (data != null) {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private boolean brokerAnswers() {
    return bean(Control.class).snapshot().engines().getFirst().lastOkAt() != null;
  }

  String token(Role role) {
    return switch (role) {
      case ADMIN -> ADMIN;
      case OPERATOR -> operator;
      case VIEWER -> viewer;
    };
  }

  int brokerPort() {
    return brokerPort;
  }

  int port() {
    var web = ((ServletWebServerApplicationContext) Objects.requireNonNull(context)).getWebServer();
    return Objects.requireNonNull(web).getPort();
  }

  <T> T bean(Class<T> type) {
    return Objects.requireNonNull(context).getBean(type);
  }

  /** Reads as the viewer. */
  Answer get(String path) {
    return send("GET", path, null, viewer);
  }

  /** Posts as the operator. */
  Answer post(String path, @Nullable String body) {
    return send("POST", path, body, operator);
  }

  Answer send(
      String method,
      String path,
      @Nullable String body,
      @Nullable String token,
      String... headers) {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return publish(method, path, publisher, token, headers);
  }

  Answer publish(
      String method, String path, BodyPublisher body, @Nullable String token, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, body)
            .setHeader("Content-Type", "application/json");
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are and reads until the server closes: for what no client would send. */
  String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The status of a request from another address of this machine: limits count per address. */
  int fromOtherAddress(String method, String path, String body) {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port()));
      var request =
          """
          %s %s HTTP/1.1
          Host: x
          Connection: close
          Content-Type: application/json
          Content-Length: %d

          %s\
          """
              .formatted(method, path, body.length(), body)
              .replace("\n", "\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a browser asks before it lets another site call. */
  String preflight(String path, String origin, String method) throws IOException {
    return raw(
        """
        OPTIONS %s HTTP/1.1
        Host: x
        Connection: close
        Origin: %s
        Access-Control-Request-Method: %s
        Access-Control-Request-Headers: authorization

        """
            .formatted(path, origin, method)
            .replace("\n", "\r\n"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
