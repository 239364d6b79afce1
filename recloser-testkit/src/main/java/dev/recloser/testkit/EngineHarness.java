package dev.recloser.testkit;

import dev.recloser.engine.Engine;
import java.util.List;
import java.util.Optional;

/**
 * The world around an engine under test: its producers, its workers, and people who touch it
 * without asking Recloser. Everything goes past the engine object, through the ways that real
 * programs use. One harness serves one test and is closed with it.
 *
 * <p>Except {@link #close()}, methods are called while an engine of {@link EngineContract#engine()}
 * is open. An engine that lives in this process may be closed and another opened over the same data
 * in one test; workers were closed before.
 */
public interface EngineHarness extends AutoCloseable {

  /**
   * Makes an empty queue whose jobs run at most {@link #maxAttempts()} times, with the shortest
   * delay between attempts that the engine allows.
   *
   * @return its name in the engine, new in each call
   */
  String createQueue();

  /** How many times a job of these queues runs before it is dead; at least 2. */
  default int maxAttempts() {
    return 3;
  }

  /**
   * Sends jobs in this order as a producer would, and returns when the engine has them.
   *
   * @return the ids the engine uses for them, in the same order
   */
  List<String> send(String queue, List<JobPlan> plans);

  /**
   * Starts workers and returns when all of them are ready to take jobs.
   *
   * @param prefetch how many jobs each may hold beside the one it runs
   */
  WorkerCrew startWorkers(String queue, int count, int prefetch);

  /** Somebody else pauses the queue, with the engine's own tools. */
  void foreignPause(String queue);

  /** Somebody else resumes the queue, with the engine's own tools. */
  void foreignResume(String queue);

  /** How this engine's tests wait. */
  Await await();

  /**
   * How many attempts may start after a hold beside those that workers held already. Above 0 only
   * for an engine that declares HOLD as BOUNDED.
   */
  default long holdBound(int workers) {
    return 0;
  }

  /**
   * How many attempts may start under a grant of n. Above n only for an engine that declares GRANT
   * as BOUNDED.
   */
  default long grantBound(int starts, int workers) {
    return starts;
  }

  /** An engine whose system does not answer; empty when that cannot be, as inside this process. */
  default Optional<Engine> unreachableEngine() {
    return Optional.empty();
  }

  /** Passwords the engine was given; none may show in its texts. */
  default List<String> secrets() {
    return List.of();
  }

  /**
   * Gives whatever is going to happen the time to happen: another queue does ten jobs meanwhile.
   * Tests call this before they say that something did not happen.
   */
  default void settle() {
    var queue = createQueue();
    try (var crew = startWorkers(queue, 1, 0)) {
      send(queue, JobPlan.succeeding(10));
      await().until("the jobs of another queue are done", () -> crew.runs().size() >= 10);
    }
  }

  /** Ends everything this harness started. */
  @Override
  void close();
}
