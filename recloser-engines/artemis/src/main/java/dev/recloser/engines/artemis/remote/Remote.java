package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The broker as seen from here: one link at a time, each piece of work within the deadline. */
final class Remote {

  /** A piece of work on an open link. */
  @FunctionalInterface
  interface Work<T> {
    T on(Link link) throws Exception;
  }

  private final RemoteUrl url;

  /** Replaced by the engine's thread, cleared by close() from any and by a call that failed. */
  private volatile @Nullable Link link;

  Remote(RemoteUrl url) {
    this.url = url;
  }

  /** Replaces a broken link; keeps one that answers. */
  void connect() {
    Link current = link;
    if (current != null && !current.isBroken()) {
      try {
        call("the check of the connection", open -> open.attribute("broker", "active"));
        return;
      } catch (EngineException _) {
        // it does not answer any more: a new one is made below
      }
    }
    disconnect();
    var attempt = new Attempt();
    try {
      link = Deadline.call("connecting to the broker at " + url, () -> attempt.made(Link.to(url)));
    } catch (EngineException e) {
      attempt.giveUp();
      throw e;
    }
  }

  <T> T call(String what, Work<T> work) {
    Link current = link;
    if (current == null) {
      throw unreachable("there is no connection to the broker at " + url + "; open it");
    }
    try {
      return Deadline.call(what + " at " + url, () -> locked(current, work));
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.UNREACHABLE) {
        current.close(); // an answer that comes late must not meet the next question
        link = null;
      }
      throw e;
    }
  }

  private <T> T locked(Link current, Work<T> work) throws Exception {
    if (!current.lock().tryLock(Deadline.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw unreachable("the broker at " + url + " is busy with an earlier call");
    }
    try {
      return work.on(current);
    } finally {
      current.lock().unlock();
    }
  }

  boolean isConnected() {
    return link != null;
  }

  void disconnect() {
    Link current = link;
    link = null;
    if (current != null) {
      current.close();
    }
  }

  /** A link that comes when nobody waits for it any more is closed. Locked by itself. */
  private static final class Attempt {
    private @Nullable Link late;
    private boolean given;

    synchronized Link made(Link link) {
      late = link;
      if (given) {
        link.close();
      }
      return link;
    }

    synchronized void giveUp() {
      given = true;
      if (late != null) {
        late.close();
      }
    }
  }

  private static EngineException unreachable(String message) {
    return new EngineException(EngineException.Kind.UNREACHABLE, message);
  }
}
