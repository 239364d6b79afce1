package dev.recloser.engines.artemis;

import java.nio.file.Path;

/** Recloser's embedded broker in a process that the test kills. */
final class DyingEngine {

  private DyingEngine() {}

  /** Argument: folder. Holds the queue {@code held} at once if it is there. */
  public static void main(String[] arguments) throws Exception {
    var broker = new Embedded(Path.of(arguments[0])).open();
    Clients.AMQP.send(broker.engine.port(), "held", 20);
    Clients.AMQP.send(broker.engine.port(), "flowing", 20);
    broker.engine.hold("held", "the test wants it");
    System.out.println("port " + broker.engine.port());
    while (System.in.read() >= 0) {
      // the test holds the other end
    }
  }
}
