package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.Grant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The starts of one grant, counted down as jobs are handed to workers. */
final class Permits {

  private final Grant grant;
  private final boolean forAny;
  private final long toPassOver;
  private final Set<Long> passedOver = ConcurrentHashMap.newKeySet();

  /**
   * Counted down by the queue's delivery thread, read by whoever asks whether the queue is paused.
   */
  private final AtomicInteger left;

  private Permits(Grant grant, boolean forAny, long toPassOver) {
    this.grant = grant;
    this.forAny = forAny;
    this.toPassOver = toPassOver;
    this.left = new AtomicInteger(grant.starts());
  }

  /** Permits that the next jobs take, whichever they are. */
  static Permits forAny(Grant grant) {
    return new Permits(grant, true, 0);
  }

  /** Permits for jobs that did not fail yet, except so many of them at the head. */
  static Permits forFresh(Grant grant, long toPassOver) {
    return new Permits(grant, false, toPassOver);
  }

  Grant grant() {
    return grant;
  }

  boolean forAny() {
    return forAny;
  }

  /** Whether this job is one of those at the head; each consumer asks for each job. */
  boolean passesOver(long messageId) {
    return passedOver.contains(messageId)
        || (passedOver.size() < toPassOver && passedOver.add(messageId));
  }

  boolean anyLeft() {
    return left.get() > 0;
  }

  boolean untouched() {
    return left.get() == grant.starts();
  }

  void take() {
    left.decrementAndGet();
  }
}
