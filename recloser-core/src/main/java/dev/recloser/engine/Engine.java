package dev.recloser.engine;

import java.util.Set;

/**
 * One system that holds queues. Constructing an engine does no I/O, so the server starts while the
 * engine is down.
 *
 * <p>The methods are called by one thread at a time, except {@link #close()}, which may come from
 * any thread. Each call returns or throws within two seconds; an adapter sets its client's timeouts
 * so. A queue the engine does not know is {@link EngineException.Kind#NOT_FOUND}, a call whose
 * {@link Capability} is not declared is {@link EngineException.Kind#UNSUPPORTED}.
 */
public interface Engine extends AutoCloseable {

  /** What the engine is and can do. Constant after {@link #open}; does no I/O, never throws. */
  EngineInfo info();

  /**
   * Connects to the engine, or starts it when it lives in this process. Before this returns, and
   * before an engine of this process serves any worker, each queue of {@code held} is held. Called
   * again after the connection was lost; an open connection is then checked or replaced.
   *
   * @param held the queues whose gate must be shut; unknown names are ignored
   * @param sink where outcomes go until {@link #close()}
   * @throws EngineException UNREACHABLE when the engine does not answer
   */
  void open(Set<String> held, OutcomeSink sink);

  /**
   * Counts, ages, gates and workers of every queue.
   *
   * @throws EngineException UNREACHABLE when the engine does not answer
   */
  EngineSample sample();

  /**
   * Shuts the gate of a queue: no attempt starts after this returns, except those that workers
   * already hold. Withdraws unused permits of earlier grants. Repeatable; survives a crash of
   * Recloser and of the engine.
   *
   * @param reason written where the engine can keep it, with Recloser as the owner
   * @return the gate as read back from the engine
   */
  GateView hold(String queue, String reason);

  /**
   * Lets a few attempts start through a held queue; the queue stays held. Replaces the unused
   * permits of an earlier grant, so at most {@link Grant#starts()} attempts start after this call
   * until the next one. On a queue that is not held by Recloser: {@link
   * EngineException.Kind#REFUSED}.
   */
  void grant(String queue, Grant grant);

  /**
   * Removes Recloser's hold: attempts start without a limit. A pause that somebody else set stays.
   * Repeatable.
   *
   * @return the gate as read back from the engine
   */
  GateView flow(String queue);

  /** One page of jobs, oldest first. */
  JobPage jobs(String queue, JobQuery query);

  /**
   * Sends one dead job back to its queue. Atomic: of two calls for one job, one succeeds.
   *
   * @throws EngineException NOT_FOUND when the job is not (or no longer) there, REFUSED when its
   *     {@link Redrive} is not possible
   */
  void retry(String queue, String jobId);

  /**
   * Deletes one job for good. Atomic like {@link #retry}.
   *
   * @throws EngineException NOT_FOUND when the job is not (or no longer) there, REFUSED when it
   *     runs and the engine cannot take it from its worker
   */
  void remove(String queue, String jobId);

  /** Ends the connection, and the engine if {@link #open} started it. May be called twice. */
  @Override
  void close();
}
