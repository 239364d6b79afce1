package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Effect.Act;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Another policy while the breaker lives. */
class PolicyChangeTest {

  private final Bench bench = new Bench();

  @Test
  void isNotedWithWhatIsDifferentAndIsANewVersion() {
    bench.policy = PolicyParts.with(p -> p.streak = 9);
    change("streak: 8 -> 9");

    assertThat(bench.effects)
        .containsExactly(
            new Effect.Noted(Act.POLICY_CHANGED, "ann", "calmer", true, "streak: 8 -> 9"));
    assertThat(bench.state.version()).isEqualTo(2);
    assertThat(bench.state.position().period()).as("what runs still counts").isEqualTo(1);
  }

  @Test
  void keepsTheEvidenceAndLooksAtItWithTheNextBatch() {
    bench.policy = PolicyParts.with(p -> p.failureRatio = 1);
    bench.succeed(5).fail(20).after(2).fail(1);
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);

    bench.policy = Policy.DEFAULTS;
    change("failure_ratio: 1 -> 0.5");
    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    bench.fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void aShorterLongestWaitAppliesToAWaitThatRuns() {
    longWait();
    Instant opened = bench.now;
    bench.policy = PolicyParts.with(p -> p.maxOpen = Duration.ofSeconds(5));
    bench.after(1);
    change("max_open: 1m -> 5s");

    assertThat(bench.open().until()).isEqualTo(opened.plusMillis(5500));
    bench.after(4.4).tick();
    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    bench.after(0.1).tick();
    assertThat(bench.phase()).isEqualTo(Phase.PROBING);
  }

  @Test
  void aLongerLongestWaitDoesNotLengthenAWaitThatRuns() {
    longWait();
    var before = bench.open();
    bench.policy = PolicyParts.with(p -> p.maxOpen = Duration.ofHours(1));
    change("max_open: 1m -> 1h");

    assertThat(bench.open()).isEqualTo(before);
  }

  /** Under the main breaker waits stand still, and so they do when something else is changed. */
  @Test
  void aWaitThatTheMainBreakerStoppedIsNotCut() {
    longWait();
    bench.send(new Event.MainOpened()).after(Duration.ofHours(1)).tick();
    Duration left = Duration.between(bench.now, bench.open().until());
    assertThat(left).isEqualTo(bench.open().waitTime());
    bench.policy = PolicyParts.with(p -> p.streak = 9);
    change("streak: 8 -> 9");
    bench.send(new Event.MainClosed(bench.now)).tick();

    assertThat(Duration.between(bench.now, bench.open().until())).isEqualTo(left);
  }

  @Test
  void aProbeRoundAndARampGoOn() {
    bench.probing();
    var round = bench.probe();
    change("x");
    assertThat(bench.probe()).isEqualTo(round);

    bench.succeed(1).succeed(2);
    var ramp = bench.ramp();
    change("x");
    assertThat(bench.ramp()).isEqualTo(ramp);
  }

  /** Open with a wait that jitter made longer than a minute. */
  private void longWait() {
    for (int i = 0; bench.phase() == Phase.CLOSED || tooShort(); i++) {
      bench.state = BreakerState.fresh("embedded/mail" + i, Mode.ACTIVE, bench.now);
      bench.policy = PolicyParts.with(p -> p.baseOpen = Duration.ofMinutes(1));
      bench.trip();
      bench.observed(100, 0);
    }
    bench.policy = Policy.DEFAULTS;
  }

  private boolean tooShort() {
    return bench.open().waitTime().compareTo(Duration.ofSeconds(61)) < 0;
  }

  private void change(String detail) {
    bench.send(new Event.PolicyChanged("ann", "calmer", detail));
  }
}
