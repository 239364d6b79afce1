package dev.recloser.testkit.memory;

import dev.recloser.engine.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The system behind a {@link MemoryEngine}: its queues, the people and programs that use them, and
 * its time. It outlives engines, so a test can close one and open the next over the same jobs.
 */
public final class MemoryBroker {

  private final VirtualClock clock;
  private final Timeline timeline;
  private final SplittableRandom random;
  private final Map<String, MemoryQueue> queues = new TreeMap<>();
  private final List<MemoryEngine> engines = new ArrayList<>();
  private final List<WriteCall> writes = new ArrayList<>();
  private final MemoryFaults faults = new MemoryFaults(this::faultsChanged);
  private int names;

  /** A broker without queues. The seed decides which of several idle workers gets a job. */
  public MemoryBroker(VirtualClock clock, long seed) {
    this.clock = clock;
    this.timeline = new Timeline(clock);
    this.random = new SplittableRandom(seed);
  }

  /** The time of this broker. */
  public VirtualClock clock() {
    return clock;
  }

  /** Moves the time and does all that falls due on the way, in order. */
  public void advance(Duration by) {
    timeline.advance(by);
  }

  /** Does something at a later time, in the middle of an {@link #advance}. */
  public void after(Duration delay, Runnable action) {
    timeline.after(delay, action);
  }

  /** A new queue with {@link QueueOptions#DEFAULTS}. */
  public void createQueue(String name) {
    createQueue(name, QueueOptions.DEFAULTS);
  }

  /** A new queue. */
  public void createQueue(String name, QueueOptions options) {
    var queue = new MemoryQueue(name, options, timeline, random, this::report);
    if (queues.putIfAbsent(name, queue) != null) {
      throw new IllegalArgumentException("queue " + name + " is there already");
    }
  }

  /** Sends one job. */
  public void send(String queue, MemoryJob job) {
    queue(queue).send(job);
  }

  /** Sends jobs named {@code prefix-0}, {@code prefix-1} and so on. */
  public void send(String queue, String prefix, int count) {
    for (var number = 0; number < count; number++) {
      send(queue, MemoryJob.of(prefix + "-" + number));
    }
  }

  /** Sends one job that must not run before the delay is over. */
  public void sendLater(String queue, MemoryJob job, Duration delay) {
    queue(queue).sendLater(job, delay);
  }

  /** Starts a producer that sends this many jobs a second, evenly. */
  public MemoryProducer startProducer(String queue, double jobsPerSecond) {
    var interval = Duration.ofNanos(Math.round(1e9 / jobsPerSecond));
    return new MemoryProducer(queue + "-p" + names++, queue(queue), interval, timeline);
  }

  /** Starts workers. */
  public MemoryWorkers startWorkers(String queue, WorkerOptions options) {
    return new MemoryWorkers(queue + "-w" + names++, options, queue(queue), timeline);
  }

  /** Somebody else pauses the queue. */
  public void foreignPause(String queue) {
    queue(queue).gate.pauseByOthers();
  }

  /** Somebody else resumes the queue, which undoes Recloser's hold too. */
  public void foreignResume(String queue) {
    queue(queue).gate.resumeByOthers();
    queue(queue).dispatch();
  }

  /**
   * Restarts. Jobs, dead jobs and holds survive; totals begin at 0, permits are gone, what workers
   * held goes back without an outcome, and engines lose their connection.
   */
  public void restart() {
    engines.forEach(MemoryEngine::connectionLost);
    for (var queue : queues.values()) {
      if (queue.restart()) {
        engines.forEach(engine -> engine.missed(queue.name));
      }
    }
  }

  /** What goes wrong between this broker and its engines. */
  public MemoryFaults faults() {
    return faults;
  }

  /** Every call of any engine that asked for a change, oldest first. */
  public List<WriteCall> writes() {
    return List.copyOf(writes);
  }

  /** Forgets the writes so far. */
  public void clearWrites() {
    writes.clear();
  }

  @Nullable MemoryQueue find(String name) {
    return queues.get(name);
  }

  Iterable<MemoryQueue> queues() {
    return queues.values();
  }

  Timeline timeline() {
    return timeline;
  }

  void record(WriteCall call) {
    writes.add(call);
  }

  void connect(MemoryEngine engine) {
    if (!engines.contains(engine)) {
      engines.add(engine);
    }
  }

  void disconnect(MemoryEngine engine) {
    engines.remove(engine);
  }

  private MemoryQueue queue(String name) {
    var queue = queues.get(name);
    if (queue == null) {
      throw new IllegalArgumentException("no queue " + name + "; create it first");
    }
    return queue;
  }

  private void report(Outcome outcome) {
    List.copyOf(engines).forEach(engine -> engine.ended(outcome));
  }

  private void faultsChanged() {
    List.copyOf(engines).forEach(MemoryEngine::faultsChanged);
  }
}
