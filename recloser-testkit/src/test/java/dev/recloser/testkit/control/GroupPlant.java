package dev.recloser.testkit.control;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.ControlSettings;
import dev.recloser.control.EngineEntry;
import dev.recloser.control.HealthProber;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.control.Recloser;
import dev.recloser.engine.Grant;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook;
import dev.recloser.testkit.MemoryJournal;
import dev.recloser.testkit.memory.Dependency;
import dev.recloser.testkit.memory.MemoryBroker;
import dev.recloser.testkit.memory.MemoryEngine;
import dev.recloser.testkit.memory.MemoryWorkers;
import dev.recloser.testkit.memory.QueueOptions;
import dev.recloser.testkit.memory.RunTime;
import dev.recloser.testkit.memory.VirtualClock;
import dev.recloser.testkit.memory.WorkerOptions;
import dev.recloser.testkit.memory.WriteCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two brokers, the queues {@code one/billing}, {@code one/refunds} and {@code two/mail}. */
final class GroupPlant {

  static final QueueId BILLING = new QueueId("one", "billing");
  static final QueueId REFUNDS = new QueueId("one", "refunds");
  static final QueueId MAIL = new QueueId("two", "mail");
  static final QueueId STRIPE = new QueueId("groups", "stripe");
  static final List<QueueId> QUEUES = List.of(BILLING, REFUNDS, MAIL);
  private static final Duration STEP = Duration.ofMillis(10);
  private static final int STEPS_PER_TURN = 5;

  final VirtualClock clock = new VirtualClock();
  final MemoryBroker one = new MemoryBroker(clock, 1);
  final MemoryBroker two = new MemoryBroker(clock, 2);
  final MemoryJournal journal = new MemoryJournal();
  final Map<QueueId, MemoryWorkers> workers = new LinkedHashMap<>();
  private List<BreakerGroup> file;
  Recloser recloser;

  GroupPlant(BreakerGroup... file) {
    this.file = List.of(file);
    QUEUES.forEach(this::create);
    recloser = started();
  }

  /** All three behind one breaker. */
  static GroupPlant grouped() {
    return new GroupPlant(stripe());
  }

  static BreakerGroup stripe() {
    return new BreakerGroup("stripe", List.of("one/*", "two/mail"));
  }

  void create(QueueId queue) {
    var broker = broker(queue);
    broker.createQueue(queue.name(), new QueueOptions(5, Duration.ofSeconds(5)));
    var options = WorkerOptions.of(3).withRunTime(RunTime.fixed(Duration.ofMillis(60)));
    workers.put(queue, broker.startWorkers(queue.name(), options));
  }

  MemoryBroker broker(QueueId queue) {
    return queue.engine().equals("one") ? one : two;
  }

  MemoryWorkers workers(QueueId queue) {
    return Objects.requireNonNull(workers.get(queue));
  }

  /** Sends jobs to each queue until the end, evenly. */
  GroupPlant flowing(double perSecond) {
    QUEUES.forEach(queue -> {
      var _ = broker(queue).startProducer(queue.name(), perSecond);
    });
    run(Duration.ofSeconds(10));
    return this;
  }

  void down() {
    workers.values().forEach(crew -> crew.dependency(Dependency.down()));
  }

  void up() {
    workers.values().forEach(crew -> crew.dependency(Dependency.up()));
  }

  /** All fail and the group has noticed. */
  GroupPlant open() {
    down();
    if (!runUntil(Duration.ofSeconds(10), () -> phase(STRIPE) == Phase.OPEN)) {
      throw new AssertionError("it did not open");
    }
    run(Duration.ofMillis(300));
    return this;
  }

  void run(Duration time) {
    for (long turns = time.dividedBy(STEP.multipliedBy(STEPS_PER_TURN)); turns > 0; turns--) {
      for (int step = 0; step < STEPS_PER_TURN; step++) {
        one.advance(STEP);
        two.advance(Duration.ZERO);
      }
      recloser.turn();
    }
  }

  boolean runUntil(Duration limit, BooleanSupplier condition) {
    var end = clock.instant().plus(limit);
    while (clock.instant().isBefore(end) && !condition.getAsBoolean()) {
      run(Duration.ofMillis(50));
    }
    return condition.getAsBoolean();
  }

  /** Recloser dies and starts again, with this file from now on. */
  void crash(Duration away, BreakerGroup... next) {
    one.advance(away);
    two.advance(Duration.ZERO);
    file = List.of(next);
    recloser = started();
    recloser.turn();
  }

  CommandResult command(QueueId queue, Command command) {
    var order = new Command.Order(command, "ops", "because", null);
    return during(() -> recloser.command(queue, order));
  }

  /** Asks from another thread while the collectors have their turns. */
  <T> T during(Supplier<T> question) {
    var answer = CompletableFuture.supplyAsync(question);
    while (!answer.isDone()) {
      recloser.turn();
      Thread.onSpinWait();
    }
    return answer.join();
  }

  QueueView view(QueueId queue) {
    return recloser.snapshot().queues().stream()
        .filter(view -> view.id().equals(queue))
        .findFirst()
        .orElseThrow();
  }

  Phase phase(QueueId queue) {
    return recloser.snapshot().queues().stream()
        .filter(view -> view.id().equals(queue))
        .map(view -> view.breaker().phase())
        .findFirst()
        .orElse(Phase.CLOSED);
  }

  boolean paused(QueueId queue) {
    return Boolean.TRUE.equals(view(queue).pause().observed());
  }

  long started(QueueId queue) {
    return workers(queue).started();
  }

  long startedInAll() {
    return workers.values().stream().mapToLong(MemoryWorkers::started).sum();
  }

  /** The grants that went to a queue since the writes were cleared. */
  List<Grant> grants(QueueId queue) {
    List<Grant> grants = new ArrayList<>();
    for (var write : broker(queue).writes()) {
      if (write instanceof WriteCall.GrantStarts(var name, var grant)
          && name.equals(queue.name())) {
        grants.add(grant);
      }
    }
    return grants;
  }

  List<QueueView.Member> members() {
    return Objects.requireNonNull(view(STRIPE).grouping().members());
  }

  private Recloser started() {
    var settings =
        new ControlSettings(new PolicyBook(List.of()), HealthProber.NONE, Duration.ZERO, file);
    return new Recloser(
        List.of(
            new EngineEntry("one", new MemoryEngine(one)),
            new EngineEntry("two", new MemoryEngine(two))),
        journal,
        clock,
        settings);
  }
}
