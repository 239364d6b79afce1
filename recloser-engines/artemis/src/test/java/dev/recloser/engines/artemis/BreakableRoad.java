package dev.recloser.engines.artemis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP relay to a broker that the test can cut, as when a worker is killed. */
final class BreakableRoad implements AutoCloseable {

  private final ServerSocket entrance;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  BreakableRoad(int target) throws IOException {
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(target));
  }

  int port() {
    return entrance.getLocalPort();
  }

  private void accept(int target) {
    try {
      while (true) {
        Socket here = entrance.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(here);
        sockets.add(there);
        pump(here.getInputStream(), there.getOutputStream());
        pump(there.getInputStream(), here.getOutputStream());
      }
    } catch (IOException _) {
      // closed
    }
  }

  private static void pump(InputStream from, OutputStream to) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            from.transferTo(to);
          } catch (IOException _) {
            // cut
          }
        });
  }

  void cut() {
    try {
      for (Socket socket : sockets) {
        if (!socket.isClosed()) {
          socket.setSoLinger(true, 0); // a reset, not a goodbye
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
