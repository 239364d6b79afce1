package dev.recloser.testkit;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engine.QueueSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** An open engine with one fresh queue, for one test. Closing it ends all that the test started. */
public final class Bench implements AutoCloseable {

  private final EngineContract contract;
  private final EngineHarness harness;
  private final RecordingSink sink = new RecordingSink();
  private final List<WorkerCrew> crews = new ArrayList<>();
  private final String queue;
  private Engine engine;

  private Bench(EngineContract contract) {
    this.contract = contract;
    this.harness = contract.harness();
    this.engine = contract.engine();
    this.queue = openWithQueue();
  }

  static Bench of(EngineContract contract) {
    return new Bench(contract);
  }

  private String openWithQueue() {
    try {
      engine.open(Set.of(), sink);
      return harness.createQueue();
    } catch (RuntimeException failed) {
      close(); // nobody else can: there is no bench yet
      throw failed;
    }
  }

  /** The open engine. */
  public Engine engine() {
    return engine;
  }

  /** The world around it. */
  public EngineHarness harness() {
    return harness;
  }

  /** What the engine said about attempts. */
  public RecordingSink sink() {
    return sink;
  }

  /** The fresh queue. */
  public String queue() {
    return queue;
  }

  /** Whether the engine declares this. */
  public boolean can(Capability capability) {
    return engine.info().can(capability);
  }

  /** Sends jobs to the queue; their ids. */
  public List<String> send(List<JobPlan> plans) {
    return harness.send(queue, plans);
  }

  /** Sends one job to the queue; its id. */
  public String send(JobPlan plan) {
    return send(List.of(plan)).getFirst();
  }

  /** Starts workers on the queue; they are closed with the bench. */
  public WorkerCrew startWorkers(int count, int prefetch) {
    var crew = harness.startWorkers(queue, count, prefetch);
    crews.add(crew);
    return crew;
  }

  /** The queue in a new sample. */
  public QueueSample sample() {
    return engine.sample().queues().stream()
        .filter(each -> each.queue().equals(queue))
        .findFirst()
        .orElseThrow(() -> new AssertionError("queue " + queue + " is not in the sample"));
  }

  /** Waits: {@link Await#until}. */
  public void until(String description, BooleanSupplier condition) {
    harness.await().until(description, condition);
  }

  /** {@link EngineHarness#settle}. */
  public void settle() {
    harness.settle();
  }

  /** Closes workers and engine, and opens a new engine over the same system. */
  public void reopen(Set<String> held) {
    closeCrews();
    engine.close();
    engine = contract.engine();
    engine.open(held, sink);
  }

  /** Runs a job until it is dead and closes the workers that did; its id. */
  public String deadJob() {
    var id = send(JobPlan.dies());
    try (var crew = harness.startWorkers(queue, 1, 0)) {
      until("the job failed for the last time", () -> crew.runs().size() == harness.maxAttempts());
    }
    until("job " + id + " is dead", () -> isSeenDead(id));
    return id;
  }

  /** An engine may need a moment for the burial; one that shows no dead jobs is believed. */
  private boolean isSeenDead(String id) {
    if (can(Capability.BROWSE)) {
      var page = engine.jobs(queue, new JobQuery(JobState.DEAD, null, 200));
      return page.items().stream().anyMatch(job -> job.id().equals(id));
    }
    var dead = can(Capability.COUNT) ? sample().counts().dead() : null;
    return dead == null || dead > 0;
  }

  private void closeCrews() {
    crews.forEach(WorkerCrew::close);
    crews.clear();
  }

  @Override
  public void close() {
    try {
      closeCrews();
    } finally {
      try {
        engine.close();
      } finally {
        harness.close();
      }
    }
  }
}
