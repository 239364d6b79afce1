package dev.recloser.testkit.memory;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engine.QueueSample.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The reference engine, over a {@link MemoryBroker}. It keeps every promise of the SPI, and breaks
 * them on request: see {@link MemoryBroker#faults()}. A call that hangs moves the virtual time by
 * {@link #CALL_TIMEOUT}, so outcomes may reach the sink during it. Not thread-safe.
 */
public final class MemoryEngine implements Engine {

  /** How long a call waits for an engine that hangs. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  private final MemoryBroker broker;
  private final EngineInfo info;
  private final OutcomeFeed feed;
  private boolean connected;

  /** An engine that can do everything. */
  public MemoryEngine(MemoryBroker broker) {
    this(broker, MemoryInfo.FULL);
  }

  /** An engine that can do less: what is not declared is refused or unknown. */
  public MemoryEngine(MemoryBroker broker, EngineInfo info) {
    this.broker = broker;
    this.info = info;
    this.feed =
        new OutcomeFeed(
            broker.faults(), broker.timeline(), info.support(Capability.OUTCOMES).level());
  }

  /** The system behind this engine. */
  public MemoryBroker broker() {
    return broker;
  }

  /** Moves the time of the broker: {@link MemoryBroker#advance}. */
  public void advance(Duration by) {
    broker.advance(by);
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public void open(Set<String> held, OutcomeSink sink) {
    held.stream().sorted().map(WriteCall.HoldAtOpen::new).forEach(broker::record);
    answer(() -> {
      for (var queue : broker.queues()) {
        if (held.contains(queue.name)) {
          queue.gate.hold();
        }
      }
      broker.connect(this);
      connected = true;
      feed.connect(sink);
      return true;
    });
  }

  @Override
  public EngineSample sample() {
    return connected(() -> {
      var takenAt = broker.clock().instant();
      var samples = new ArrayList<QueueSample>();
      broker.queues().forEach(queue -> samples.add(sample(queue)));
      return new EngineSample(takenAt, samples, List.of());
    });
  }

  private QueueSample sample(MemoryQueue queue) {
    var counts = info.can(Capability.COUNT);
    var oldest = info.can(Capability.AGE) ? queue.shelf.oldestWaiting() : null;
    var now = broker.clock().instant();
    var workers =
        queue.workers.stream()
            .map(each -> new Worker(each.name(), (long) each.inHand(), 1, now, null))
            .toList();
    return new QueueSample(
        queue.name,
        counts ? queue.shelf.counts() : Counts.UNKNOWN,
        counts ? queue.totals() : Totals.UNKNOWN,
        oldest == null ? null : Duration.between(oldest, broker.clock().instant()),
        queue.gate.view(),
        queue.withWorkers(),
        info.can(Capability.WORKERS) ? workers : null);
  }

  @Override
  public GateView hold(String queue, String reason) {
    broker.record(new WriteCall.Hold(queue, reason));
    return on(
        queue,
        Capability.HOLD,
        found -> {
          found.gate.hold();
          return found.gate.view();
        });
  }

  @Override
  public void grant(String queue, Grant grant) {
    broker.record(new WriteCall.GrantStarts(queue, grant));
    on(
        queue,
        Capability.GRANT,
        found -> {
          if (!found.gate.grant(grant, broker.faults().extraStarts())) {
            throw new EngineException(
                Kind.REFUSED, "Queue " + queue + " is not held by Recloser; hold it first.");
          }
          found.dispatch();
          return true;
        });
  }

  @Override
  public GateView flow(String queue) {
    broker.record(new WriteCall.Flow(queue));
    return on(
        queue,
        Capability.HOLD,
        found -> {
          found.gate.flow();
          found.dispatch();
          return found.gate.view();
        });
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    return on(queue, Capability.BROWSE, found -> found.shelf.page(query));
  }

  @Override
  public void retry(String queue, String jobId) {
    broker.record(new WriteCall.Retry(queue, jobId));
    on(
        queue,
        Capability.RETRY,
        found -> {
          if (!found.retry(jobId)) {
            throw noJob(queue, jobId);
          }
          return true;
        });
  }

  @Override
  public void remove(String queue, String jobId) {
    broker.record(new WriteCall.Remove(queue, jobId));
    on(
        queue,
        Capability.REMOVE,
        found -> {
          var job = found.shelf.find(jobId);
          if (job == null) {
            throw noJob(queue, jobId);
          }
          if (job.state == JobState.RUNNING) {
            throw new EngineException(
                Kind.REFUSED, "Job " + jobId + " of " + queue + " is with a worker; wait for it.");
          }
          found.shelf.delete(job);
          return true;
        });
  }

  @Override
  public void close() {
    connected = false;
    feed.disconnect();
    broker.disconnect(this);
  }

  @Override
  public String toString() {
    return "MemoryEngine[" + info.kind() + "]";
  }

  void connectionLost() {
    connected = false;
    feed.disconnect();
  }

  void missed(String queue) {
    feed.miss(queue);
  }

  void ended(Outcome outcome) {
    feed.offer(outcome);
  }

  void faultsChanged() {
    if (broker.faults().link() == MemoryFaults.Link.DOWN) {
      connectionLost();
    }
    feed.settle();
  }

  private <T> T on(String name, Capability needed, Function<MemoryQueue, T> effect) {
    if (!info.can(needed)) {
      throw new EngineException(Kind.UNSUPPORTED, "This engine does not declare " + needed + ".");
    }
    return connected(() -> {
      var queue = broker.find(name);
      if (queue == null) {
        throw new EngineException(Kind.NOT_FOUND, "There is no queue " + name + ".");
      }
      return effect.apply(queue);
    });
  }

  private <T> T connected(Supplier<T> effect) {
    if (!connected) {
      throw new EngineException(Kind.UNREACHABLE, "Not connected; open the engine (again).");
    }
    return answer(effect);
  }

  private <T> T answer(Supplier<T> effect) {
    return switch (broker.faults().link()) {
      case UP -> {
        broker.advance(broker.faults().slowness());
        yield effect.get();
      }
      case DOWN -> throw new EngineException(Kind.UNREACHABLE, "Connection refused.");
      case HANGS -> throw timedOut();
      case HANGS_AFTER_EFFECT -> {
        var _ = effect.get();
        throw timedOut();
      }
    };
  }

  private EngineException timedOut() {
    broker.advance(CALL_TIMEOUT);
    return new EngineException(
        Kind.UNREACHABLE, "No answer within " + CALL_TIMEOUT.toSeconds() + " seconds.");
  }

  private static EngineException noJob(String queue, String jobId) {
    return new EngineException(
        Kind.NOT_FOUND, "Queue " + queue + " has no such job " + jobId + " (any more).");
  }
}
