package dev.recloser.testkit.memory;

import dev.recloser.engine.Engine;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.JobPlan;
import dev.recloser.testkit.WorkerCrew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays producers, workers and strangers on a {@link MemoryBroker}. */
final class MemoryHarness implements EngineHarness {

  private final MemoryBroker broker = new MemoryBroker(new VirtualClock(), 42);
  private final Map<String, JobPlan> plans = new HashMap<>();
  private final int extraStarts;
  private int queues;

  MemoryHarness() {
    this(0);
  }

  /** Every grant lets this many more attempts start. */
  MemoryHarness(int extraStarts) {
    this.extraStarts = extraStarts;
    broker.faults().extraStarts(extraStarts);
  }

  MemoryBroker broker() {
    return broker;
  }

  @Override
  public String createQueue() {
    var name = "queue-" + queues++;
    broker.createQueue(name, new QueueOptions(maxAttempts(), Duration.ofMillis(20)));
    return name;
  }

  @Override
  public List<String> send(String queue, List<JobPlan> jobs) {
    var ids = new ArrayList<String>();
    for (var plan : jobs) {
      var id = "job-" + plans.size();
      plans.put(id, plan);
      broker.send(queue, new MemoryJob(id, "body of " + id + ": " + plan.note(), Map.of()));
      ids.add(id);
    }
    return ids;
  }

  @Override
  public WorkerCrew startWorkers(String queue, int count, int prefetch) {
    return new Crew(queue, count, prefetch);
  }

  @Override
  public void foreignPause(String queue) {
    broker.foreignPause(queue);
  }

  @Override
  public void foreignResume(String queue) {
    broker.foreignResume(queue);
  }

  @Override
  public Await await() {
    return Await.advancing(broker::advance);
  }

  @Override
  public long grantBound(int starts, int workers) {
    return (long) starts + extraStarts;
  }

  @Override
  public Optional<Engine> unreachableEngine() {
    var other = new MemoryBroker(new VirtualClock(), 1);
    other.faults().link(MemoryFaults.Link.DOWN);
    return Optional.of(new MemoryEngine(other));
  }

  @Override
  public void close() {}

  private final class Crew implements WorkerCrew {

    private final List<SeenRun> runs = new ArrayList<>();
    private final MemoryWorkers workers;
    private boolean up = true;

    Crew(String queue, int count, int prefetch) {
      workers =
          broker.startWorkers(
              queue, WorkerOptions.of(count).withPrefetch(prefetch).withDependency(this::call));
    }

    private RunResult call(Run run) {
      var plan = plans.getOrDefault(run.job().id(), JobPlan.succeeds());
      var failed = !up || plan.fails(run.attempt());
      runs.add(new SeenRun(run.job().id(), run.attempt(), failed));
      return failed
          ? RunResult.failure("java.net.ConnectException", JobPlan.ERROR)
          : RunResult.SUCCESS;
    }

    @Override
    public long started() {
      return workers.started();
    }

    @Override
    public List<SeenRun> runs() {
      return List.copyOf(runs);
    }

    @Override
    public void freeze() {
      workers.freeze();
    }

    @Override
    public void thaw() {
      workers.thaw();
    }

    @Override
    public void dependencyUp(boolean isUp) {
      up = isUp;
    }

    @Override
    public void close() {
      workers.thaw();
      workers.stop();
      await().until("the runs ended", () -> workers.started() == workers.finished());
    }
  }
}
