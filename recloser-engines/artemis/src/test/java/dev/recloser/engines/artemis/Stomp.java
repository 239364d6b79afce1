package dev.recloser.engines.artemis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Enough of STOMP 1.2 to send one job and to take one. */
final class Stomp implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private @Nullable String ack;

  Stomp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    in = socket.getInputStream();
    write(
        """
        CONNECT
        accept-version:1.2
        login:somebody
        passcode:%s

        """
            .formatted(Embedded.TOKEN));
    read("CONNECTED");
  }

  void send(String queue, String body) throws IOException {
    write(
        """
        SEND
        destination:%s
        destination-type:ANYCAST
        persistent:true
        receipt:1

        %s\
        """
            .formatted(queue, body));
    read("RECEIPT");
  }

  void subscribe(String queue) throws IOException {
    write(
        """
        SUBSCRIBE
        id:1
        destination:%s
        ack:client-individual

        """
            .formatted(queue));
    String message = read("MESSAGE");
    ack =
        message
            .lines()
            .filter(line -> line.startsWith("ack:"))
            .map(line -> line.substring("ack:".length()))
            .findFirst()
            .orElseThrow();
  }

  void acknowledge() throws IOException {
    write("ACK\nid:" + Objects.requireNonNull(ack) + "\n\n");
  }

  private void write(String frame) throws IOException {
    socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private String read(String command) throws IOException {
    var frame = new StringBuilder();
    for (int next = in.read(); next > 0; next = in.read()) {
      frame.append((char) next);
    }
    String text = frame.toString().strip();
    if (!text.startsWith(command)) {
      throw new IllegalStateException("expected " + command + ", got " + text);
    }
    return text;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
