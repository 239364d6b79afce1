package dev.recloser.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect;
import dev.recloser.control.Gate.Work;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Instant NOW = Instant.EPOCH;
  private static final GateView HELD = new GateView(true, Owner.RECLOSER);

  @Test
  void aHoldThatTakesStartsBackIsSentAlsoWhenALookShowsTheOneOfBefore() {
    var gate = held();
    gate.wantGrant(new Effect.Grant(1, 5, false));
    assertThat(gate.work(true, NOW)).isEqualTo(Work.GRANT);
    var _ = gate.takeGrant();

    gate.wantHold(); // to take back what is unused
    gate.observe(true, false, false, HELD, NOW);

    assertThat(gate.work(true, NOW)).isEqualTo(Work.HOLD);
  }

  @Test
  void aHoldWhoseAnswerGotLostIsConfirmedByTheNextLook() {
    var gate = new Gate(false);
    gate.wantHold();
    gate.sending();

    gate.observe(true, false, false, HELD, NOW);

    assertThat(gate.work(true, NOW)).isEqualTo(Work.NOTHING);
  }

  @Test
  void aNewConnectionBeginsWithTheHold() {
    var gate = new Gate(true);

    gate.observe(true, false, true, HELD, NOW);

    assertThat(gate.work(true, NOW)).isEqualTo(Work.NOTHING);
  }

  private static Gate held() {
    var gate = new Gate(false);
    gate.wantHold();
    gate.sending();
    gate.held(HELD, NOW);
    return gate;
  }
}
