package dev.recloser.testkit.memory;

import java.time.Duration;

/**
 * How many workers and how they work.
 *
 * @param prefetch how many jobs each holds ready beside the one it runs
 */
public record WorkerOptions(int count, int prefetch, RunTime runTime, Dependency dependency) {

  /** Workers without prefetch that need 100 ms for a job and succeed. */
  public static WorkerOptions of(int count) {
    return new WorkerOptions(count, 0, RunTime.fixed(Duration.ofMillis(100)), Dependency.up());
  }

  /** The same workers holding this many jobs ready. */
  public WorkerOptions withPrefetch(int jobs) {
    return new WorkerOptions(count, jobs, runTime, dependency);
  }

  /** The same workers with runs of this length. */
  public WorkerOptions withRunTime(RunTime time) {
    return new WorkerOptions(count, prefetch, time, dependency);
  }

  /** The same workers calling this dependency. */
  public WorkerOptions withDependency(Dependency called) {
    return new WorkerOptions(count, prefetch, runTime, called);
  }
}
