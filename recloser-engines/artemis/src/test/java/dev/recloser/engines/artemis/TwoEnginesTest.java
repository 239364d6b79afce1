package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.Command;
import dev.recloser.control.EngineEntry;
import dev.recloser.control.EngineStatus;
import dev.recloser.control.EngineStatus.Status;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Recloser;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineSettings;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.MemoryJournal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One engine that hangs must not be noticed by the other, nor by the page. */
class TwoEnginesTest {

  private static final QueueId LOCAL = new QueueId("local", "mail");
  private static final QueueId REMOTE = new QueueId("remote", "jobs");

  @TempDir Path folder;

  @Test
  void aFrozenBrokerTurnsStaleAloneAndComesBackAlone() throws Exception {
    try (var broker =
            new BrokerProcess(PlainBroker.class, folder.resolve("remote"), Embedded.TOKEN);
        var recloser =
            new Recloser(
                List.of(
                    new EngineEntry("local", engine("embedded", "local")),
                    new EngineEntry("remote", engine(url(broker), "remote-data"))),
                new MemoryJournal(),
                InstantSource.system())) {
      recloser.start();
      Clients.CORE.send(broker.port(), "jobs", 3);
      until("both answer", () -> up(recloser, "local") && up(recloser, "remote"));
      Clients.CORE.send(localPort(recloser), "mail", 3);
      until("both queues are seen", () -> seen(recloser, LOCAL) && seen(recloser, REMOTE));

      broker.freeze();
      until("its rows are stale", () -> view(recloser, REMOTE).stale());
      until("it is down, and says why", () -> engine(recloser, "remote").error() != null);

      assertThat(view(recloser, LOCAL).stale()).isFalse();
      assertThat(up(recloser, "local")).isTrue();
      var held =
          recloser.command(
              LOCAL, new Command.Order(new Command.HoldOpen(null), "ops", "test", null));
      assertThat(held.isOpen()).isTrue();
      until(
          "the other is held", () -> Boolean.TRUE.equals(view(recloser, LOCAL).pause().observed()));
      assertThat(view(recloser, REMOTE).sample().counts().waiting()).isEqualTo(3);

      broker.thaw();
      until("it is back by itself", () -> !view(recloser, REMOTE).stale());
    }
  }

  private Engine engine(String url, String data) {
    return new ArtemisProvider()
        .create(
            new EngineSettings(
                data,
                url,
                folder.resolve(data),
                0,
                password -> password.equals(Embedded.TOKEN),
                InstantSource.system(),
                new MemoryDeadLetters()));
  }

  private static String url(BrokerProcess broker) {
    return "tcp://admin:" + Embedded.TOKEN + "@127.0.0.1:" + broker.port();
  }

  private static int localPort(Recloser recloser) {
    var label = engine(recloser, "local").info().label();
    return Integer.parseInt(label.substring(label.lastIndexOf(' ') + 1));
  }

  private static EngineStatus engine(Recloser recloser, String id) {
    return recloser.snapshot().engines().stream()
        .filter(engine -> engine.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static boolean up(Recloser recloser, String id) {
    return engine(recloser, id).status() == Status.UP;
  }

  private static boolean seen(Recloser recloser, QueueId id) {
    return recloser.snapshot().queues().stream().anyMatch(view -> view.id().equals(id));
  }

  private static QueueView view(Recloser recloser, QueueId id) {
    return recloser.snapshot().queues().stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static void until(String what, BooleanSupplier holds) {
    Await.polling().until(what, holds);
  }
}
