package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.EngineEntry;
import dev.recloser.control.QueueId;
import dev.recloser.control.Recloser;
import dev.recloser.control.Resent;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryJournal;
import dev.recloser.testkit.memory.MemoryBroker;
import dev.recloser.testkit.memory.MemoryEngine;
import dev.recloser.testkit.memory.VirtualClock;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Dead jobs sent back to an engine that hangs, on the real threads. */
class ResendTest {

  private static final QueueId MAIL = new QueueId("hanging", "mail");

  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> retried = new CopyOnWriteArrayList<>();

  @Test
  void whatTheEngineDoesNotAnswerIsUnknownAndTheRestIsLeftAlone() {
    var engines = List.of(new EngineEntry("hanging", engine()));
    try (var recloser = new Recloser(engines, new MemoryJournal(), InstantSource.system())) {
      recloser.start();
      Await.polling().until("it is seen", () -> !recloser.snapshot().queues().isEmpty());

      var results = recloser.resend(MAIL, List.of("first", "second", "third"));

      assertThat(results).extracting(Resent::job).containsExactly("first", "second");
      assertThat(results)
          .extracting(Resent::kind)
          .containsExactly(Resent.Kind.SENT, Resent.Kind.UNKNOWN);
      released.countDown();
      Await.polling().until("it answers", () -> recloser.resend(MAIL, List.of("last")).size() == 1);
      assertThat(retried).as("never the third").doesNotContain("third").contains("last");
    } finally {
      released.countDown();
    }
  }

  /** A memory engine whose second retry hangs. */
  private Engine engine() {
    var broker = new MemoryBroker(new VirtualClock(), 1);
    broker.createQueue("mail");
    var memory = new MemoryEngine(broker);
    return (Engine)
        Proxy.newProxyInstance(
            Engine.class.getClassLoader(),
            new Class<?>[] {Engine.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("retry")) {
                return method.invoke(memory, arguments);
              }
              retried.add((String) arguments[1]);
              if (arguments[1].equals("second")) {
                hang();
              }
              return null;
            });
  }

  private void hang() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new EngineException(Kind.UNREACHABLE, "stopped", e);
    }
  }
}
