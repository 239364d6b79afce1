package dev.recloser.control;

import dev.recloser.breaker.Event;
import dev.recloser.breaker.Position;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The newest probe rounds of a queue that ended. Confined to its guard. */
final class ProbeRounds {

  private static final int KEPT = 5;

  private final ArrayDeque<QueueView.ProbeRound> rounds = new ArrayDeque<>();

  /** Takes one step of the breaker; a round ended when it left PROBING. */
  void add(Position before, Event event, Position after, Failures failures, Instant now) {
    if (!(before instanceof Position.Probing round) || after instanceof Position.Probing) {
      return;
    }
    boolean good =
        event instanceof Event.Outcomes outcomes
            && outcomes.period() == round.period()
            && outcomes.failed() == 0;
    boolean ok = good || after instanceof Position.Ramping;
    var error = ok ? null : failures.ofGrant(round.period());
    rounds.addFirst(new QueueView.ProbeRound(now, ok, round.released(), error));
    if (rounds.size() > KEPT) {
      rounds.removeLast();
    }
  }

  /** Newest first. */
  List<QueueView.ProbeRound> newest() {
    return List.copyOf(rounds);
  }
}
