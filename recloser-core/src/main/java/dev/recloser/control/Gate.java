package dev.recloser.control;

import dev.recloser.breaker.Effect;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one queue: what Recloser wants, what the engine says, and what follows from the
 * difference. The engine is the truth; a pause that somebody else set is never undone. Confined to
 * its guard.
 */
final class Gate {

  private static final int MAX_REASSERTS = 3;
  private static final Duration REASSERT_SPAN = Duration.ofSeconds(60);
  private static final Duration TRUCE = Duration.ofMinutes(5);

  /** What to do at the engine next. */
  enum Work {
    NOTHING,
    HOLD,
    FLOW,
    GRANT
  }

  /** What a look at the engine showed. */
  enum Finding {
    AS_WANTED,
    /** The hold was gone; it is set again. */
    DRIFT,
    /** Somebody resumed the queue while Recloser held it by its own decision. */
    FOREIGN_RESUME,
    /** The hold vanished too often; Recloser stops setting it for a while. */
    CONTESTED,
    /** Somebody else paused the queue. */
    FOREIGN_PAUSE,
    /** Somebody else's pause ended. */
    FOREIGN_PAUSE_ENDED
  }

  private final ArrayDeque<Instant> reasserts = new ArrayDeque<>();
  private boolean asserted;
  private boolean confirmed;

  /** Whether the hold was sent since it is wanted: else a look shows one of before. */
  private boolean sent;

  private @Nullable Instant confirmedAt;
  private @Nullable Instant truceUntil;
  private @Nullable GateView observed;
  private Effect.@Nullable Grant grant;

  Gate(boolean asserted) {
    this.asserted = asserted;
  }

  /** Recloser wants the queue held. From now on its hold may stand at the engine. */
  void wantHold() {
    asserted = true;
    confirmed = false;
    sent = false;
    confirmedAt = null;
    grant = null;
  }

  /** Recloser wants the queue to flow. */
  void wantFlow() {
    confirmed = false;
    confirmedAt = null;
    grant = null;
  }

  void wantGrant(Effect.Grant wanted) {
    grant = wanted;
  }

  Work work(boolean desired, Instant now) {
    if (!desired) {
      return asserted ? Work.FLOW : Work.NOTHING;
    }
    if (truceUntil != null && now.isBefore(truceUntil)) {
      return Work.NOTHING;
    }
    if (!confirmed) {
      return Work.HOLD;
    }
    return grant == null ? Work.NOTHING : Work.GRANT;
  }

  /** The grant to send; forgotten once taken. */
  Effect.@Nullable Grant takeGrant() {
    var taken = grant;
    grant = null;
    return taken;
  }

  /** The hold goes out now. */
  void sending() {
    sent = true;
  }

  boolean confirmed() {
    return confirmed;
  }

  /** The engine answered a hold. */
  void held(GateView view, Instant now) {
    observed = view;
    confirmed = view.held();
    confirmedAt = confirmed ? now : null;
  }

  /** The engine answered a release. */
  void released(GateView view, Instant now) {
    observed = view;
    asserted = false;
    confirmedAt = now;
  }

  /**
   * Compares wish and truth.
   *
   * @param ordered whether a person or the main breaker ordered the hold: it is set again
   * @param reconnected whether this is the first look after a lost connection
   */
  Finding observe(
      boolean desired, boolean ordered, boolean reconnected, GateView view, Instant now) {
    boolean wasForeign = foreign();
    observed = view;
    if (desired) {
      sent |= reconnected; // a connection begins with the holds
      return view.held() ? confirm(now) : gone(ordered || reconnected, now);
    }
    if (foreign() != wasForeign) {
      return foreign() ? Finding.FOREIGN_PAUSE : Finding.FOREIGN_PAUSE_ENDED;
    }
    if (view.held() && view.owner() == Owner.RECLOSER) {
      asserted = true; // a hold of an earlier life; work() releases it
    }
    return Finding.AS_WANTED;
  }

  private Finding confirm(Instant now) {
    if (!confirmed && asserted && sent) {
      confirmed = true;
      confirmedAt = now;
    }
    return Finding.AS_WANTED;
  }

  private Finding gone(boolean reassert, Instant now) {
    if (!confirmed) {
      return Finding.AS_WANTED; // the hold has not been sent yet
    }
    confirmed = false;
    confirmedAt = null;
    if (!reassert) {
      return Finding.FOREIGN_RESUME;
    }
    reasserts.addLast(now);
    while (reasserts.getFirst().isBefore(now.minus(REASSERT_SPAN))) {
      reasserts.removeFirst();
    }
    if (reasserts.size() <= MAX_REASSERTS) {
      return Finding.DRIFT;
    }
    truceUntil = now.plus(TRUCE);
    reasserts.clear();
    return Finding.CONTESTED;
  }

  /** Whether somebody else's pause holds the queue. */
  boolean foreign() {
    if (observed == null || !observed.held()) {
      return false;
    }
    return observed.owner() == Owner.EXTERNAL || (observed.owner() == Owner.UNKNOWN && !asserted);
  }

  boolean contested(Instant now) {
    return truceUntil != null && now.isBefore(truceUntil);
  }

  boolean asserted() {
    return asserted;
  }

  QueueView.Pause view(boolean desired) {
    if (observed == null) {
      return new QueueView.Pause(desired, null, Owner.UNKNOWN, confirmedAt);
    }
    var owner = observed.held() ? (foreign() ? Owner.EXTERNAL : Owner.RECLOSER) : Owner.NOBODY;
    return new QueueView.Pause(desired, observed.held(), owner, confirmedAt);
  }
}
