package dev.recloser.control;

import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.policy.PolicyBook;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks of the control. All methods may be called from any thread. Reads have no
 * side effects and never touch an engine, except {@link #jobs}.
 */
public interface Control extends AutoCloseable {

  /** The newest snapshot. */
  Snapshot snapshot();

  /**
   * One queue with everything its page needs.
   *
   * @throws ControlException QUEUE_NOT_FOUND, ENGINE_NOT_FOUND
   */
  QueueView.Detail queue(QueueId id);

  /** The queue's last {@code back}, at most an hour. Throws like {@link #queue}. */
  History history(QueueId id, Duration back);

  /** The rules of a queue's breaker, and where they come from. Throws like {@link #queue}. */
  PolicyBook.Resolved policy(QueueId id);

  /**
   * Carries out a command and returns when it is in the journal and the engine was asked.
   *
   * @throws ControlException QUEUE_NOT_FOUND, ENGINE_NOT_FOUND, BUSY when the inbox is full or the
   *     engine keeps its collector busy for more than two seconds, UNSUPPORTED when the engine
   *     cannot do it, IN_GROUP when a group guards the queue
   * @throws dev.recloser.breaker.PolicyException when a policy's fields contradict each other
   */
  CommandResult command(QueueId id, Command.Order order);

  /** Opens the main breaker. Returns when it is in the journal; engines follow within a second. */
  CommandResult openMain(String actor, @Nullable String reason);

  /** Closes the main breaker. Returns when it is in the journal; queues resume staggered. */
  CommandResult closeMain(String actor, @Nullable String reason);

  /** Groups of queues behind one breaker: to look up, make and delete. */
  GroupAdmin groups();

  /** One page of jobs, read from the engine. */
  JobPage jobs(QueueId id, JobQuery query);

  /** Retries one dead job; audited. */
  void retry(QueueId id, String jobId, String actor);

  /**
   * Retries dead jobs in this order, as many as there is time for. Not audited: whoever asks for
   * many is, once.
   *
   * @return what became of the first of them; those that are not in it were not touched
   * @throws ControlException QUEUE_NOT_FOUND, ENGINE_NOT_FOUND, BUSY
   */
  List<Resent> resend(QueueId id, List<String> jobs);

  /** From now on one listener hears of each outcome. */
  void listen(OutcomeListener listener);

  /** Removes one job; audited. */
  void remove(QueueId id, String jobId, String actor);

  /** Stops collecting; the gates stay as they are. May be called twice. */
  @Override
  void close();
}
