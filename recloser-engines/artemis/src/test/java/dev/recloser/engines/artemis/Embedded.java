package dev.recloser.engines.artemis;

import static java.util.Objects.requireNonNull;

import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.QueueSample;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** An embedded engine on a free port that forgives a few failures quickly. */
final class Embedded implements AutoCloseable {

  static final String TOKEN = "token-of-the-test";

  final RecordingSink sink = new RecordingSink();
  final EmbeddedEngine engine;

  Embedded(Path folder) {
    this(folder, "embedded?max-attempts=3&redelivery-delay=20ms&max-redelivery-delay=40ms");
  }

  Embedded(Path folder, String url) {
    var settings =
        new EngineSettings(
            "embedded",
            url,
            folder,
            0,
            password -> password.equals(TOKEN),
            InstantSource.system(),
            new MemoryDeadLetters());
    engine = (EmbeddedEngine) new ArtemisProvider().create(settings);
  }

  Embedded open(String... held) {
    engine.open(Set.of(held), sink);
    return this;
  }

  QueueSample queue(String name) {
    return engine.sample().queues().stream()
        .filter(queue -> queue.queue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  long waiting(String name) {
    return requireNonNull(queue(name).counts().waiting());
  }

  long running(String name) {
    return requireNonNull(queue(name).counts().running());
  }

  long scheduled(String name) {
    var counts = queue(name).counts();
    return requireNonNull(counts.scheduled()) + requireNonNull(counts.retrying());
  }

  long dead(String name) {
    return requireNonNull(queue(name).counts().dead());
  }

  long done(String name) {
    return requireNonNull(queue(name).totals().done());
  }

  int workers(String name) {
    return requireNonNull(queue(name).workers()).size();
  }

  boolean knows(String name) {
    return engine.sample().queues().stream().anyMatch(queue -> queue.queue().equals(name));
  }

  @Override
  public void close() {
    engine.close();
  }
}
