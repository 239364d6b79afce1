package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;

/**
 * Ends a call in time. The client has a timeout for each packet, but a call is many packets, and a
 * frozen broker accepts connections.
 */
final class Deadline {

  /** The most that one call of the engine may take. */
  static final Duration LIMIT = Duration.ofMillis(1_900);

  private Deadline() {}

  static <T> T call(String what, Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("recloser-artemis").start(task);
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw unreachable(what + " took too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.interrupt();
      throw unreachable(what + " was interrupted", e);
    } catch (ExecutionException e) {
      throw translate(what, e.getCause() == null ? e : e.getCause());
    }
  }

  private static EngineException translate(String what, Throwable cause) {
    if (cause instanceof EngineException known) {
      return known;
    }
    if (cause instanceof ActiveMQException broker
        && broker.getType() == ActiveMQExceptionType.SECURITY_EXCEPTION) {
      return new EngineException(
          EngineException.Kind.REFUSED,
          what + " was refused: check the user, the password and the right to manage",
          cause);
    }
    return unreachable(what + " failed", cause);
  }

  private static EngineException unreachable(String message, Throwable cause) {
    return new EngineException(EngineException.Kind.UNREACHABLE, message, cause);
  }
}
