package dev.recloser.testkit;

import java.util.List;

/**
 * Equal workers on one queue, and what they saw themselves, whatever the engine says. All methods
 * come from the test's thread.
 */
public interface WorkerCrew extends AutoCloseable {

  /**
   * A run that ended.
   *
   * @param jobId the job's id, as {@link EngineHarness#send} returned it
   * @param attempt 1 for the first run, as the engine told the worker
   */
  record SeenRun(String jobId, int attempt, boolean failed) {}

  /** How many runs began. */
  long started();

  /** The runs that ended and whose end was told to the engine, in any order. */
  List<SeenRun> runs();

  /** From now on no run ends, as if the dependency hung; runs begin as ever. */
  void freeze();

  /** Frozen runs end, and later ones end again. */
  void thaw();

  /** While the dependency is down every run fails, whatever was planned. It is up at first. */
  void dependencyUp(boolean up);

  /** Thaws, lets the runs end, and leaves in good order. May be called twice. */
  @Override
  void close();
}
