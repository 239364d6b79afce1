package dev.recloser.engines.artemis;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engines.artemis.broker.Broker;
import dev.recloser.engines.artemis.broker.BrokerOptions;
import dev.recloser.engines.artemis.broker.ErrorReport;
import dev.recloser.engines.artemis.broker.GatedQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The broker in this process. */
final class EmbeddedEngine implements Engine {

  private final EngineSettings settings;
  private final EmbeddedUrl options;
  private final LastErrors errors = new LastErrors();

  /** Set by the engine's thread, cleared by {@link #close()} from any. */
  private volatile @Nullable Broker broker;

  private volatile OutcomeSink sink = Silence.SINK;

  private volatile EngineInfo info = EmbeddedInfo.of(0);

  EmbeddedEngine(EngineSettings settings, EmbeddedUrl options) {
    this.settings = settings;
    this.options = options;
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  /** The port workers connect to; 0 while the broker does not run. */
  int port() {
    Broker current = broker;
    return current == null ? 0 : current.port();
  }

  /** The number of the in-VM acceptor. */
  int serverId() {
    return running().serverId();
  }

  @Override
  public void open(Set<String> held, OutcomeSink newSink) {
    sink = newSink;
    Broker current = broker;
    if (current != null && current.isRunning()) {
      held.forEach(name -> current.queue(name).ifPresent(queue -> queue.hold("held at open")));
      return;
    }
    close();
    sink = newSink;
    var started =
        new Broker(
            new BrokerOptions(
                settings.dataDir(),
                settings.brokerPort(),
                options.maxAttempts(),
                options.redeliveryDelay(),
                options.maxRedeliveryDelay()),
            settings.authenticator(),
            settings.clock(),
            new Forward(),
            this::explain);
    started.start(held);
    broker = started;
    info = EmbeddedInfo.of(started.port());
  }

  @Override
  public EngineSample sample() {
    Broker current = running();
    current.dropRevoked();
    return new Sampler(current, settings.clock()).sample();
  }

  @Override
  public GateView hold(String queue, String reason) {
    return queue(queue).hold(reason);
  }

  @Override
  public void grant(String queue, Grant grant) {
    queue(queue).grant(grant);
  }

  @Override
  public GateView flow(String queue) {
    return queue(queue).flow();
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    return new Jobs(running(), errors).page(queue(queue), query);
  }

  @Override
  public void retry(String queue, String jobId) {
    new Jobs(running(), errors).retry(queue(queue), jobId);
  }

  @Override
  public void remove(String queue, String jobId) {
    new Jobs(running(), errors).remove(queue(queue), jobId);
  }

  @Override
  public void close() {
    Broker current = broker;
    broker = null;
    sink = Silence.SINK; // what ends because we stop says nothing about the jobs
    if (current != null) {
      current.close();
    }
  }

  @Override
  public String toString() {
    return "EmbeddedEngine[" + settings.id() + "]";
  }

  private Broker running() {
    Broker current = broker;
    if (current == null || !current.isRunning()) {
      throw new EngineException(
          EngineException.Kind.UNREACHABLE, "the embedded broker is not running; open it");
    }
    return current;
  }

  GatedQueue queue(String name) {
    return running()
        .queue(name)
        .orElseThrow(() ->
            new EngineException(
                EngineException.Kind.NOT_FOUND, "there is no queue " + name + " here"));
  }

  private void explain(ErrorReport report) {
    errors.put(report.queue(), report.jobId(), report.error());
    sink.explained(report.queue(), report.jobId(), report.attempt(), report.error());
  }

  /** Passes on to whatever sink is the current one. */
  private final class Forward implements OutcomeSink {
    @Override
    public void ended(Outcome outcome) {
      sink.ended(outcome);
    }

    @Override
    public void explained(String queue, String jobId, int attempt, Outcome.ErrorText error) {
      sink.explained(queue, jobId, attempt, error);
    }

    @Override
    public void missed(String queue, String why) {
      sink.missed(queue, why);
    }
  }

  /** Hears nothing. */
  private enum Silence implements OutcomeSink {
    SINK;

    @Override
    public void ended(Outcome outcome) {}

    @Override
    public void explained(String queue, String jobId, int attempt, Outcome.ErrorText error) {}

    @Override
    public void missed(String queue, String why) {}
  }
}
