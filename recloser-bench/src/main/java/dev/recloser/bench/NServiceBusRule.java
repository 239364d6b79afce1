package dev.recloser.bench;

/**
 * Rate limiting on consecutive failures of NServiceBus, one per process.
 *
 * <p>Off as shipped; here with 10 failures in a row, as in its documentation, and the wait of 1 s.
 * Then the endpoint runs one message at a time and waits after each failure; the first success ends
 * it. It never stops trying. Source: NServiceBus documentation, recoverability, automatic rate
 * limiting.
 */
final class NServiceBusRule extends PerProcess<NServiceBusRule.Endpoint> {

  private static final int IN_A_ROW = 10;
  private static final long WAIT_MILLIS = 1_000;

  private final int slots;

  static final class Endpoint {
    private int inARow;
    private boolean limited;
  }

  NServiceBusRule(int slots) {
    this.slots = slots;
  }

  @Override
  Endpoint fresh(int process) {
    return new Endpoint();
  }

  @Override
  public void ended(Attempt attempt, boolean succeeded) {
    var endpoint = of(attempt.process());
    if (succeeded) {
      endpoint.inARow = 0;
      if (endpoint.limited) {
        endpoint.limited = false;
        controls().limit(attempt.process(), slots);
      }
      return;
    }
    endpoint.inARow++;
    if (!endpoint.limited && endpoint.inARow >= IN_A_ROW) {
      endpoint.limited = true;
      controls().tripped();
      controls().limit(attempt.process(), 1);
    }
    if (endpoint.limited) {
      controls().rest(attempt.process(), WAIT_MILLIS);
    }
  }

  @Override
  public boolean holds(int process) {
    return of(process).limited;
  }
}
