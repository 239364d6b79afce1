package dev.recloser.server.policies;

import dev.recloser.control.HealthProber;
import dev.recloser.policy.HealthTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks over a plain socket: connects to the address that was checked, sends one GET and reads the
 * status line, no more. An HTTP client would look the name up again, follow redirects and read the
 * body, which are the three ways such a probe is turned against the network it stands in.
 */
final class SocketProber implements HealthProber {

  private static final int LONGEST_LINE = 256;

  private final HealthHosts hosts;

  SocketProber(HealthHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void ask(HealthTarget target, Duration timeout, Consumer<Boolean> answer) {
    Thread.ofVirtual().name("health-probe").start(() -> answer.accept(isWell(target, timeout)));
  }

  /** Whether it accepts a connection (tcp) or answers 200 to 399 (http) in time. */
  boolean isWell(HealthTarget target, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(hosts.resolve(target), target.port());
      socket.connect(address, left(deadline));
      return switch (target.scheme()) {
        case "tcp" -> true;
        case "https" -> answersWell(encrypted(socket, target, deadline), target, deadline);
        default -> answersWell(socket, target, deadline);
      };
    } catch (IOException _) {
      return false;
    }
  }

  private static Socket encrypted(Socket socket, HealthTarget target, long deadline)
      throws IOException {
    socket.setSoTimeout(left(deadline));
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var encrypted = (SSLSocket) factory.createSocket(socket, target.host(), target.port(), true);
    var parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private static boolean answersWell(Socket socket, HealthTarget target, long deadline)
      throws IOException {
    var path = target.path().startsWith("/") ? target.path() : "/" + target.path();
    var request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: recloser\r\nConnection: close\r\n\r\n"
            .formatted(path, target.host(), target.port());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    var line = new StringBuilder();
    var in = socket.getInputStream();
    while (line.length() < LONGEST_LINE) {
      socket.setSoTimeout(left(deadline));
      int next = in.read();
      if (next < 0 || next == '\n') {
        break;
      }
      line.append((char) next);
    }
    return isGood(line.toString());
  }

  private static boolean isGood(String statusLine) {
    return statusLine.matches("HTTP/1\\.[01] [23]\\d\\d( .*)?\r?");
  }

  private static int left(long deadline) throws SocketTimeoutException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }
}
