package dev.recloser.engines.redis;

import dev.recloser.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis of its own port and folder; it keeps every write, so it can be killed and started. */
public final class RedisServer implements AutoCloseable {

  /** Its password. */
  public static final String PASSWORD = "s3cret-of-the-test";

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it and returns when it answers. */
  public RedisServer(Path folder) {
    this.folder = folder;
    this.port = freePort();
    this.process = start();
  }

  /** A port that nobody uses now. */
  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start() {
    var command =
        List.of(
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            folder.toString(),
            "--requirepass",
            PASSWORD,
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--save",
            "");
    try {
      var started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      awaitAnswer(started);
      return started;
    } catch (IOException e) {
      throw new IllegalStateException(
          "redis-server is missing: install it (Debian: apt-get install redis-server)", e);
    }
  }

  private void awaitAnswer(Process started) {
    Await.polling()
        .until(
            "Redis answers",
            () -> {
              if (!started.isAlive()) {
                throw new AssertionError("redis-server ended at its start");
              }
              try (var client = client()) {
                return client.ping().equals("PONG");
              } catch (JedisException _) {
                return false;
              }
            });
  }

  /** A client of its own; close it. */
  public RedisClient client() {
    return RedisClient.builder()
        .hostAndPort("127.0.0.1", port)
        .clientConfig(DefaultJedisClientConfig.builder().password(PASSWORD).build())
        .build();
  }

  /** Its URL, with the password. */
  public String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/0";
  }

  /** Ends it at once, as a power cut would. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again over its files. */
  public void restart() {
    process = start();
  }

  @Override
  public void close() {
    kill();
  }
}
