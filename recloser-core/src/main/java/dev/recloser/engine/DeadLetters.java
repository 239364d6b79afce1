package dev.recloser.engine;

import java.util.List;
import java.util.Optional;

/**
 * Where an engine that keeps no dead jobs itself puts them; survives a restart of Recloser.
 * Bounded: the oldest go first. One object per engine. Safe for all threads.
 *
 * <p>A letter that is sent back is first taken, then sent, then forgotten. Who takes it is the only
 * one who may send it; it stays on disk as taken until it is forgotten or given back, so a crash in
 * between loses nothing: {@link #taken} names those whose fate the engine has to look up.
 *
 * <p>Except {@link #put}, {@link #size} and {@link #dropped}, methods throw {@link EngineException}
 * UNREACHABLE when the place does not answer.
 */
public interface DeadLetters {

  /**
   * Keeps a dead job, soon: it is on its way to the disk when this returns. Replaces a letter of
   * the same job. Never blocks, never throws.
   */
  void put(DeadLetter letter);

  /**
   * Jobs that are dead now, in the order in which they came.
   *
   * @param query its state is DEAD
   * @throws EngineException REFUSED when the cursor is not one of this object's
   */
  JobPage page(String queue, JobQuery query);

  /** Takes a dead job to send it back: of two calls for one job, one gets it. On disk at once. */
  Optional<DeadLetter> take(String queue, String jobId);

  /** Those that are taken, and neither forgotten nor given back. */
  List<DeadLetter> taken();

  /** A taken letter was sent. Does nothing when the job died again since. */
  void forget(DeadLetter letter);

  /** A taken letter was not sent: it is dead again. Does nothing when the job died again since. */
  void giveBack(DeadLetter letter);

  /** Deletes a dead job for good; false when there is none. */
  boolean remove(String queue, String jobId);

  /** How many are dead now. Answers from memory. */
  long size(String queue);

  /** How many could not be kept since the start because the place was down or slow. */
  long dropped();
}
