package dev.recloser.testkit.memory;

import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one queue. Two people can hold it at once, Recloser and somebody else, and each lets
 * go for himself. A foreign pause also keeps granted jobs from starting: it is never undone.
 */
final class MemoryGate {

  private boolean held;
  private boolean paused;
  private @Nullable Grant grant;
  private int permits;

  void hold() {
    held = true;
    withdraw();
  }

  void flow() {
    held = false;
    withdraw();
  }

  /** Lets {@code grant.starts() + extra} attempts start; false when Recloser does not hold. */
  boolean grant(Grant newGrant, int extra) {
    if (!held) {
      return false;
    }
    grant = newGrant;
    permits = newGrant.starts() + extra;
    return true;
  }

  void pauseByOthers() {
    paused = true;
  }

  /** Somebody else resumes: on a real broker that undoes Recloser's pause too. */
  void resumeByOthers() {
    paused = false;
    flow();
  }

  /** Unused permits are gone; the hold stays. */
  void withdraw() {
    grant = null;
    permits = 0;
  }

  boolean open() {
    return !paused && (!held || permits > 0);
  }

  /** Lets one attempt start. The grant it starts under, null in ordinary flow. */
  @Nullable Grant pass() {
    if (!held) {
      return null;
    }
    permits--;
    return grant;
  }

  GateView view() {
    if (held) {
      return new GateView(true, Owner.RECLOSER);
    }
    return paused ? new GateView(true, Owner.EXTERNAL) : GateView.FLOWING;
  }
}
