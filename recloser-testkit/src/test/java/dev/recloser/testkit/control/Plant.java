package dev.recloser.testkit.control;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.ControlSettings;
import dev.recloser.control.EngineEntry;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Recloser;
import dev.recloser.testkit.MemoryJournal;
import dev.recloser.testkit.memory.Dependency;
import dev.recloser.testkit.memory.MemoryBroker;
import dev.recloser.testkit.memory.MemoryEngine;
import dev.recloser.testkit.memory.MemoryWorkers;
import dev.recloser.testkit.memory.QueueOptions;
import dev.recloser.testkit.memory.RunTime;
import dev.recloser.testkit.memory.VirtualClock;
import dev.recloser.testkit.memory.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One memory broker with a queue {@code mail}, workers, a producer, and Recloser over it. */
final class Plant {

  static final QueueId MAIL = new QueueId("memory", "mail");
  private static final Duration TURN = Duration.ofMillis(50);

  final MemoryBroker broker = new MemoryBroker(new VirtualClock(), 1);
  final MemoryJournal journal = new MemoryJournal();
  final MemoryWorkers workers;
  private final ControlSettings settings;
  Recloser recloser;

  Plant() {
    this(ControlSettings.plain());
  }

  Plant(ControlSettings settings) {
    this.settings = settings;
    broker.createQueue("mail", new QueueOptions(5, Duration.ofSeconds(5)));
    workers =
        broker.startWorkers(
            "mail", WorkerOptions.of(3).withRunTime(RunTime.fixed(Duration.ofMillis(60))));
    recloser = started();
  }

  /** Sends 20 jobs a second until it is stopped. */
  Plant flowing() {
    var _ = broker.startProducer("mail", 20);
    run(Duration.ofSeconds(10));
    return this;
  }

  void down() {
    workers.dependency(Dependency.down());
  }

  void up() {
    workers.dependency(Dependency.up());
  }

  /** Time passes; Recloser has its turn every 50 ms, as its threads would give it. */
  void run(Duration time) {
    for (long turns = time.dividedBy(TURN); turns > 0; turns--) {
      broker.advance(TURN);
      recloser.turn();
    }
  }

  /** Runs until it holds; false when it does not within the limit. */
  boolean runUntil(Duration limit, BooleanSupplier condition) {
    for (long turns = limit.dividedBy(TURN); turns > 0 && !condition.getAsBoolean(); turns--) {
      run(TURN);
    }
    return condition.getAsBoolean();
  }

  /** Recloser dies and starts again over the same journal; the broker goes on meanwhile. */
  void crash(Duration away) {
    broker.advance(away);
    recloser = started();
    recloser.turn();
  }

  /** A person's command; the collector takes it in its next turn. */
  CommandResult command(Command command, @Nullable Long version) {
    var order = new Command.Order(command, "ops", "because", version);
    var answer = CompletableFuture.supplyAsync(() -> recloser.command(MAIL, order));
    while (!answer.isDone()) {
      recloser.turn();
      Thread.onSpinWait();
    }
    return answer.join();
  }

  QueueView mail() {
    return recloser.snapshot().queues().stream()
        .filter(view -> view.id().equals(MAIL))
        .findFirst()
        .orElseThrow();
  }

  Phase phase() {
    return mail().breaker().phase();
  }

  private Recloser started() {
    return new Recloser(
        List.of(new EngineEntry("memory", new MemoryEngine(broker))),
        journal,
        broker.clock(),
        settings);
  }
}
