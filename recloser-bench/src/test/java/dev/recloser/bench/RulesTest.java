package dev.recloser.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rules of others do what their makers document. */
class RulesTest {

  @Test
  void massTransitStopsAtTenPercentOfMoreThanAHundredAttempts() {
    var rule = new MassTransitRule();
    var controls = new FakeControls(rule);

    controls.attempts(rule, 90, true);
    controls.attempts(rule, 10, false);
    assertThat(controls.held).isEmpty();
    controls.attempts(rule, 1, false);

    assertThat(controls.held).containsExactly(0);
  }

  @Test
  void massTransitStopsAgainAtOneFailureAfterARestart() {
    var rule = new MassTransitRule();
    var controls = new FakeControls(rule);
    controls.attempts(rule, 101, false);

    controls.pass(60_000);
    assertThat(controls.held).isEmpty();
    controls.attempts(rule, 50, true);
    controls.attempts(rule, 1, false);

    assertThat(controls.held).containsExactly(0);
    assertThat(controls.trips).isEqualTo(2);
  }

  @Test
  void wolverinePausesForFiveMinutesAtFifteenPercent() {
    var rule = new WolverineRule();
    var controls = new FakeControls(rule);
    controls.attempts(rule, 17, true);

    controls.attempts(rule, 3, false);
    controls.pass(250);
    assertThat(controls.held).containsExactly(0);

    controls.pass(300_000);
    assertThat(controls.held).isEmpty();
  }

  @Test
  void pgbusPausesAfterFiveInARowAndTheOthersSeeItLater() {
    var rule = new PgbusRule();
    var controls = new FakeControls(rule);
    controls.attempts(rule, 4, false);
    controls.attempts(rule, 1, true);
    controls.attempts(rule, 4, false);
    assertThat(controls.held).isEmpty();

    controls.attempts(rule, 1, false);
    assertThat(controls.held).containsExactly(0);

    controls.pass(29_999);
    assertThat(controls.held).containsExactly(0);
    controls.pass(60_000);
    assertThat(controls.held).isEmpty();
  }

  @Test
  void nServiceBusRunsOneAtATimeUntilASuccess() {
    var rule = new NServiceBusRule(16);
    var controls = new FakeControls(rule);

    controls.attempts(rule, 10, false);
    assertThat(controls.limits).containsEntry(0, 1);

    controls.attempts(rule, 1, true);
    assertThat(controls.limits).containsEntry(0, 16);
  }

  @Test
  void gateleenProbesWithOneRequestAndThenUnlocks() {
    var rule = new GateleenRule();
    var controls = new FakeControls(rule);
    controls.attempts(rule, 99, false);
    assertThat(controls.held).isEmpty();
    controls.attempts(rule, 1, false);
    assertThat(controls.held).containsExactly(Controls.ALL);

    controls.pass(40_000);
    assertThat(controls.grants.get(Controls.ALL)).extracting(Controls.Grant::starts).isEqualTo(1);
    rule.ended(new Attempt(1, 0, 2, false, false, 1, 40_000, false), true);
    controls.pass(20_000);

    assertThat(controls.held).isEmpty();
  }

  @Test
  void gateleenNeverOpensAfterFiveThousandSuccessesOfADay() {
    var rule = new GateleenRule();
    var controls = new FakeControls(rule);

    controls.attempts(rule, 5_000, true);
    controls.attempts(rule, 20_000, false);

    assertThat(controls.held).isEmpty();
  }

  @Test
  void resilience4jRefusesInTheHandlerForAMinute() {
    var rule = new Resilience4jRule(false);
    var controls = new FakeControls(rule);

    controls.attempts(rule, 50, true);
    controls.attempts(rule, 49, false);
    assertThat(rule.admits(0)).isTrue();
    controls.attempts(rule, 1, false);
    assertThat(rule.admits(0)).isFalse();

    controls.pass(60_001);
    assertThat(rule.admits(0)).isTrue();
    assertThat(rule.admits(1)).isTrue();
  }

  @Test
  void resilience4jWithAPauseProbesWithTenJobs() {
    var rule = new Resilience4jRule(true);
    var controls = new FakeControls(rule);

    controls.attempts(rule, 100, false);
    assertThat(controls.held).containsExactly(0);
    controls.pass(60_001);

    assertThat(controls.grants.get(0)).extracting(Controls.Grant::starts).isEqualTo(10);
  }

  @Test
  void stoplightIsRedAfterThreeInARowAndGreenAfterOneSuccess() {
    var rule = new StoplightRule();
    var controls = new FakeControls(rule);

    controls.attempts(rule, 3, false);
    assertThat(rule.admits(0)).isFalse();
    controls.pass(60_000);
    assertThat(rule.admits(0)).isTrue();
    controls.attempts(rule, 1, true);
    controls.attempts(rule, 2, false);

    assertThat(rule.admits(0)).isTrue();
  }
}
