package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engine.OutcomeSink;
import java.time.InstantSource;

/** Turns ended runs into outcomes. Stateless but for the sink; any thread. */
final class Outcomes {

  private final OutcomeSink sink;
  private final InstantSource clock;

  Outcomes(OutcomeSink sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  void ended(String queue, Run run, Kind kind, boolean lastAttempt) {
    sink.ended(
        new Outcome(
            queue,
            run.jobId(),
            run.attempt(),
            lastAttempt,
            kind,
            null,
            run.worker().name(),
            run.startedAt(),
            clock.instant(),
            run.grant()));
  }
}
