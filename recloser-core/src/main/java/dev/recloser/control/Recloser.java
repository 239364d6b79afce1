package dev.recloser.control;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The control of all engines: one collector thread each, a publisher, and the main breaker.
 * Thread-safe.
 */
public final class Recloser implements Control {

  private static final long TURN_MILLIS = 50;
  private static final long PUBLISH_MILLIS = 500;
  private static final long ANSWER_MILLIS = 2_500;

  private final InstantSource clock;
  private final Journal journal;
  private final MainBreaker main;
  private final Map<String, Collector> collectors = new LinkedHashMap<>();
  private final Groups groups;
  private final GroupAdmin groupAdmin;
  private final List<Thread> threads = new ArrayList<>();
  private volatile Snapshot snapshot;
  private volatile boolean closed;

  /**
   * A control that does nothing until {@link #start()}.
   *
   * @param engines at least one; ids differ
   * @param clock the time; should not jump
   */
  public Recloser(List<EngineEntry> engines, Journal journal, InstantSource clock) {
    this(engines, journal, clock, ControlSettings.plain());
  }

  /** A control with its own policies. */
  public Recloser(
      List<EngineEntry> engines, Journal journal, InstantSource clock, ControlSettings settings) {
    this.clock = clock;
    this.journal = journal;
    this.main = new MainBreaker(journal, clock, _ -> publish());
    var ids = engines.stream().map(EngineEntry::id).toList();
    groups = new Groups(settings.groups(), journal, ids, clock.instant());
    for (var entry : engines) {
      collectors.put(entry.id(), collector(entry, settings));
    }
    var members = List.copyOf(collectors.values());
    var own =
        collector(new EngineEntry(BreakerGroup.ENGINE, new GroupEngine(groups, clock)), settings);
    groups.wire(own, members);
    groupAdmin = new GroupAdmin(groups, own, members, journal, clock);
    collectors.put(BreakerGroup.ENGINE, own); // last: it decides on what the others saw
    snapshot = new Snapshot(clock.instant(), 0, main.status(), statuses(), List.of(), List.of());
  }

  /** Starts one virtual thread per engine, and the publisher. Called once. */
  public void start() {
    for (var collector : collectors.values()) {
      threads.add(
          Thread.ofVirtual().name("collector-" + collector.id()).start(() -> collect(collector)));
    }
    threads.add(Thread.ofVirtual().name("publisher").start(this::publishUntilClosed));
  }

  @Override
  public Snapshot snapshot() {
    return snapshot;
  }

  @Override
  public QueueView.Detail queue(QueueId id) {
    var detail = collector(id.engine()).detail(id.name(), clock.instant());
    if (detail == null) {
      throw new ControlException(
          ControlException.Kind.QUEUE_NOT_FOUND, "Queue " + id + " was not sampled yet.", null);
    }
    return detail;
  }

  @Override
  public History history(QueueId id, Duration back) {
    return collector(id.engine()).guard(id.name()).history(clock.instant(), back);
  }

  @Override
  public PolicyBook.Resolved policy(QueueId id) {
    return collector(id.engine()).guard(id.name()).rules();
  }

  @Override
  public GroupAdmin groups() {
    return groupAdmin;
  }

  @Override
  public CommandResult command(QueueId id, Command.Order order) {
    var collector = collector(id.engine());
    var support = collector.status().info();
    if (collector.link().isUp() && !support.can(Capability.HOLD)) {
      throw new ControlException(
          ControlException.Kind.UNSUPPORTED, support.label() + " cannot pause a queue.", null);
    }
    var result = collector.inbox().ask(new CommandTask(id, order, clock), ANSWER_MILLIS);
    publish();
    return result;
  }

  @Override
  public CommandResult openMain(String actor, @Nullable String reason) {
    return main.open(actor, reason);
  }

  @Override
  public CommandResult closeMain(String actor, @Nullable String reason) {
    return main.close(actor, reason);
  }

  @Override
  public JobPage jobs(QueueId id, JobQuery query) {
    return atEngine(id, (collector, queue) -> collector.engine().jobs(queue, query));
  }

  @Override
  public void retry(QueueId id, String jobId, String actor) {
    act(id, "job_retried", jobId, actor, (collector, queue) -> collector.retry(queue, jobId));
  }

  @Override
  public List<Resent> resend(QueueId id, List<String> jobs) {
    var task = new Resend(id, jobs);
    try {
      return collector(id.engine()).inbox().ask(task, ANSWER_MILLIS);
    } catch (ControlException e) {
      if (e.kind() != ControlException.Kind.ENGINE_UNAVAILABLE) {
        throw e;
      }
      return task.giveUp();
    }
  }

  @Override
  public void listen(OutcomeListener listener) {
    collectors.values().forEach(collector -> collector.listen(listener));
  }

  @Override
  public void remove(QueueId id, String jobId, String actor) {
    act(
        id,
        "job_removed",
        jobId,
        actor,
        (collector, queue) -> collector.engine().remove(queue, jobId));
  }

  @Override
  public void close() {
    closed = true;
    for (var thread : threads) {
      thread.interrupt();
    }
    for (var thread : threads) {
      try {
        boolean _ = thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the caller wants to stop faster
      }
    }
    collectors.values().forEach(Collector::close);
  }

  /** One turn of every collector and a new snapshot; for tests that own the time. */
  public void turn() {
    collectors.values().forEach(Collector::turn);
    publish();
  }

  @FunctionalInterface
  private interface EngineCall<T> {
    T call(Collector collector, String queue);
  }

  @FunctionalInterface
  private interface EngineAct {
    void run(Collector collector, String queue);
  }

  private void act(QueueId id, String action, String jobId, String actor, EngineAct act) {
    boolean _ =
        atEngine(
            id,
            (collector, queue) -> {
              act.run(collector, queue);
              return true;
            });
    var entry =
        new AuditEntry(
            clock.instant(),
            actor,
            action,
            id.toString(),
            null,
            null,
            null,
            "done",
            "job " + jobId);
    journal.write(List.of(), null, List.of(entry));
  }

  private <T> T atEngine(QueueId id, EngineCall<T> call) {
    Inbox.Task<T> task =
        (collector, _) -> {
          collector.guard(id.name());
          var result = call.call(collector, id.name());
          return () -> result;
        };
    try {
      return collector(id.engine()).inbox().ask(task, ANSWER_MILLIS);
    } catch (EngineException e) {
      throw translated(e, id);
    }
  }

  private static ControlException translated(EngineException e, QueueId id) {
    var kind =
        switch (e.kind()) {
          case UNREACHABLE -> ControlException.Kind.ENGINE_UNAVAILABLE;
          case NOT_FOUND -> ControlException.Kind.JOB_NOT_FOUND;
          case UNSUPPORTED -> ControlException.Kind.UNSUPPORTED;
          case REFUSED, BUG -> ControlException.Kind.INVALID;
        };
    return new ControlException(kind, id + ": " + e.getMessage(), e);
  }

  private Collector collector(String engine) {
    var collector = collectors.get(engine);
    if (collector == null) {
      throw new ControlException(
          ControlException.Kind.ENGINE_NOT_FOUND,
          "No engine " + engine + ". Known: " + String.join(", ", collectors.keySet()) + ".",
          null);
    }
    return collector;
  }

  private void collect(Collector collector) {
    while (!closed) {
      try {
        collector.inbox().await(TURN_MILLIS);
      } catch (InterruptedException _) {
        return; // close() was called
      }
      collector.turn();
    }
  }

  private void publishUntilClosed() {
    while (!closed) {
      try {
        Thread.sleep(PUBLISH_MILLIS);
      } catch (InterruptedException _) {
        return; // close() was called
      }
      publish();
    }
  }

  /** Builds the next snapshot; one at a time, so that versions and times only grow. */
  private synchronized void publish() {
    var now = clock.instant();
    List<QueueView> queues = new ArrayList<>();
    collectors.values().forEach(collector -> queues.addAll(collector.views(now)));
    queues.sort(java.util.Comparator.comparing(view -> view.id().toString()));
    var engines = statuses();
    snapshot =
        new Snapshot(
            now,
            snapshot.version() + 1,
            main.status(),
            engines,
            Attentions.of(engines, queues),
            List.copyOf(queues));
  }

  /** Engines; groups are among them once there is one. */
  private List<EngineStatus> statuses() {
    return collectors.values().stream()
        .filter(it -> !it.id().equals(BreakerGroup.ENGINE) || !groups.none())
        .map(Collector::status)
        .toList();
  }

  private Collector collector(EngineEntry entry, ControlSettings settings) {
    return new Collector(entry, journal, clock, main::status, settings, groups);
  }
}
