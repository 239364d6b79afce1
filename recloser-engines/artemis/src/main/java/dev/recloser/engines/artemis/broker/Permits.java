package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.Grant;
import java.util.concurrent.atomic.AtomicInteger;

/** The starts of one grant, counted down as jobs are handed to workers. */
final class Permits {

  private final Grant grant;

  /**
   * Counted down by the queue's delivery thread, read by whoever asks whether the queue is paused.
   */
  private final AtomicInteger left;

  Permits(Grant grant) {
    this.grant = grant;
    this.left = new AtomicInteger(grant.starts());
  }

  Grant grant() {
    return grant;
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
