package dev.recloser.engines.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineException;
import dev.recloser.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPubSub;

/** What a failed connection says. */
class RedisLinkTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  private static String failure(String url) {
    var message = new StringBuilder();
    try (var link = new RedisLink(RedisUrl.parse(url))) {
      assertThatThrownBy(() -> link.call("the connection", redis -> redis.ping()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(EngineException.Kind.UNREACHABLE);
                message.append(e.getMessage());
              });
    }
    return message.toString();
  }

  /** Takes connections until it is closed. */
  private static void serve(ServerSocket socket) {
    Thread.ofVirtual()
        .start(() -> {
          while (!socket.isClosed()) {
            try (var client = socket.accept()) {
              int _ = client.getInputStream().read();
            } catch (IOException _) {
              // the client turned away, or the test is over
            }
          }
        });
  }

  @Test
  void aPortOnWhichNobodyListensIsSaid() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(failure("redis://127.0.0.1:" + port)).endsWith("nothing listens there");
  }

  @Test
  void anUnknownHostIsSaid() {
    assertThat(failure("redis://redis.invalid:6379")).contains("host name that is not known");
  }

  @Test
  void aCertificateThatIsNotTrustedIsSaid() throws Exception {
    try (var socket = selfSigned().getServerSocketFactory().createServerSocket(0)) {
      serve(socket);

      assertThat(failure("rediss://localhost:" + socket.getLocalPort()))
          .contains("not with TLS that this server trusts")
          .contains("certification path");
    }
  }

  /** Here the interrupt comes between two reads, where Jedis takes it for the end. */
  @Test
  void anInterruptedListenerLeavesNoConnectionThatIsStillSubscribed() throws Exception {
    try (var redis = new RedisServer(folder);
        var link = new RedisLink(RedisUrl.parse(redis.url()))) {
      var ready = new CountDownLatch(1);
      var listener =
          new JedisPubSub() {
            @Override
            public void onPSubscribe(String pattern, int subscribed) {
              ready.countDown();
            }

            @Override
            public void onPMessage(String pattern, String channel, String message) {
              Thread.currentThread().interrupt();
            }
          };
      var thread = Thread.ofVirtual().start(() -> link.listen("listening", listener, "channel*"));
      ready.await();

      long heard = link.call("a message", client -> client.publish("channel", "stop"));
      assertThat(heard).isOne();
      thread.join();

      Await.polling()
          .until(
              "nobody listens",
              () -> link.call("a message", client -> client.publish("channel", "1")) == 0);
      for (int call = 0; call < 20; call++) {
        String answer = link.call("a ping", client -> client.ping());
        assertThat(answer).isEqualTo("PONG");
      }
    }
  }

  private SSLContext selfSigned() throws Exception {
    var file = folder.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    int exit =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost")
            .start()
            .waitFor();
    assertThat(exit).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
