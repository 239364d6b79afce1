package dev.recloser.server.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.recloser.breaker.PolicyException;
import dev.recloser.policy.HealthTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketProberTest {

  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final Duration LITTLE = Duration.ofMillis(200);

  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger asked = new AtomicInteger();
  private final SocketProber prober = new SocketProber(new HealthHosts(List.of("127.0.0.1")));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"200,true", "204,true", "302,true", "404,false", "500,false", "503,false"})
  void twoAndThreeHundredsAreGoodAndARedirectIsNotFollowed(int code, boolean good) {
    status.set(code);

    assertThat(prober.isWell(target("http", "/health?x=1"), PLENTY)).isEqualTo(good);
    assertThat(asked).hasValue(1);
  }

  @Test
  void tcpNeedsAConnectionOnly() throws IOException {
    assertThat(prober.isWell(target("tcp", ""), PLENTY)).isTrue();
    server.stop(0);
    assertThat(prober.isWell(target("tcp", ""), PLENTY)).isFalse();
  }

  @Test
  void silenceAndNonsenseAreBad() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var target = HealthTarget.of("http://127.0.0.1:" + silent.getLocalPort() + "/");

      assertThat(prober.isWell(target, LITTLE)).isFalse();
    }
    assertThat(prober.isWell(target("https", "/"), LITTLE)).as("no TLS there").isFalse();
  }

  @Test
  void hostsThatWereNotNamedAreNeverAsked() {
    var stranger = new SocketProber(new HealthHosts(List.of("status.example")));

    assertThat(stranger.isWell(target("http", "/"), PLENTY)).isFalse();
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "100.100.100.200", "0.0.0.0", "224.0.0.1"})
  void addressesOfCredentialsNeedToBeNamedThemselves(String address) throws Exception {
    var target = HealthTarget.of("http://" + address + "/");

    assertThatThrownBy(() -> new HealthHosts(List.of("status.example")).resolve(target))
        .isInstanceOf(UnknownHostException.class);
    assertThat(new HealthHosts(List.of(address)).resolve(target).getHostAddress())
        .isEqualTo(address);
  }

  @Test
  void aPolicyNamesOnlyHostsTheOperatorNamed() {
    var hosts = new HealthHosts(List.of("Status.Example"));

    hosts.check("https://status.example:443/health");
    hosts.check("");
    hosts.check(null);
    assertThatThrownBy(() -> hosts.check("https://other.example:443/"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("other.example");
  }

  private HealthTarget target(String scheme, String path) {
    return new HealthTarget(scheme, "127.0.0.1", server.getAddress().getPort(), path);
  }
}
