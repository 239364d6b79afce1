package dev.recloser.testkit.memory;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.OutcomeSink;
import java.util.Set;

/** An engine like the one it wraps, to be made worse by a subclass. */
class Liar implements Engine {

  private final Engine honest;

  Liar(Engine honest) {
    this.honest = honest;
  }

  @Override
  public EngineInfo info() {
    return honest.info();
  }

  @Override
  public void open(Set<String> held, OutcomeSink sink) {
    honest.open(held, sink);
  }

  @Override
  public EngineSample sample() {
    return honest.sample();
  }

  @Override
  public GateView hold(String queue, String reason) {
    return honest.hold(queue, reason);
  }

  @Override
  public void grant(String queue, Grant grant) {
    honest.grant(queue, grant);
  }

  @Override
  public GateView flow(String queue) {
    return honest.flow(queue);
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    return honest.jobs(queue, query);
  }

  @Override
  public void retry(String queue, String jobId) {
    honest.retry(queue, jobId);
  }

  @Override
  public void remove(String queue, String jobId) {
    honest.remove(queue, jobId);
  }

  @Override
  public void close() {
    honest.close();
  }
}
