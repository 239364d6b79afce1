package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.GateView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engines.artemis.broker.Holds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A broker elsewhere. Holds are its own durable queue pauses; whose they are is kept here. */
public final class RemoteEngine implements Engine {

  private static final String QUEUE = "queue.";

  private final EngineSettings settings;
  private final RemoteUrl url;
  private final Remote remote;
  private final Holds holds;
  private final DeadLetters deadLetters = new DeadLetters();
  private final Reports reports;
  private final Pulses pulses;

  /** An engine that is not yet open. */
  public RemoteEngine(EngineSettings settings, RemoteUrl url) {
    this.settings = settings;
    this.url = url;
    this.remote = new Remote(url);
    this.holds = new Holds(settings.dataDir().resolve("holds"));
    this.reports = new Reports();
    this.pulses = new Pulses(remote, deadLetters);
  }

  @Override
  public EngineInfo info() {
    return RemoteInfo.of(url);
  }

  @Override
  public void open(Set<String> held, OutcomeSink sink) {
    pulses.cancelAll();
    remote.connect();
    reports.to(sink);
    Set<String> present = held.isEmpty() ? Set.of() : names();
    var wanted = new HashSet<>(held);
    wanted.retainAll(present);
    for (String queue : wanted) {
      if (holds.read(queue).isEmpty()) {
        holds.write(queue, new Holds.Hold(false, "held when Recloser connected"));
      }
      remote.call("the hold of " + queue, link -> pause(link, queue));
    }
    remote.call(
        "reading error reports",
        link -> {
          reports.listen(link);
          return true;
        });
  }

  private Set<String> names() {
    List<QueueRow> rows = remote.call("the list of queues", QueueRow::all);
    return rows.stream().map(QueueRow::name).collect(Collectors.toSet());
  }

  @Override
  public EngineSample sample() {
    var sampler = new RemoteSampler(deadLetters, reports, settings.clock().instant());
    return remote.call("the look at the queues", sampler::sample);
  }

  @Override
  public GateView hold(String queue, String reason) {
    pulses.cancel(queue);
    return remote.call(
        "the hold of " + queue,
        link -> {
          boolean paused = isPaused(link, queue);
          if (!paused || holds.read(queue).isEmpty()) {
            holds.write(queue, new Holds.Hold(paused, reason));
          }
          return pause(link, queue);
        });
  }

  private static GateView pause(Link link, String queue) throws Exception {
    link.invoke(QUEUE + queue, "pause", true);
    return gate(link, queue);
  }

  @Override
  public void grant(String queue, Grant grant) {
    pulses.cancel(queue);
    String address =
        remote.call(
            "the grant for " + queue,
            link -> {
              if (!isPaused(link, queue) || holds.read(queue).isEmpty()) {
                throw new EngineException(
                    EngineException.Kind.REFUSED,
                    "queue " + queue + " is not held by Recloser; hold it");
              }
              return link.attribute(QUEUE + queue, "address").toString();
            });
    if (holds.read(queue).filter(Holds.Hold::foreignPause).isPresent()) {
      throw new EngineException(
          EngineException.Kind.REFUSED,
          "queue " + queue + " is also paused by somebody else; resume it at the broker first");
    }
    pulses.start(queue, address, grant);
  }

  @Override
  public GateView flow(String queue) {
    pulses.cancel(queue);
    return remote.call(
        "the release of " + queue,
        link -> {
          boolean paused = isPaused(link, queue);
          var hold = holds.read(queue);
          if (paused && hold.isPresent() && !hold.get().foreignPause()) {
            link.invoke(QUEUE + queue, "resume");
          }
          GateView after = gate(link, queue);
          holds.remove(queue);
          return after;
        });
  }

  private static boolean isPaused(Link link, String queue) throws Exception {
    return Boolean.TRUE.equals(link.attribute(QUEUE + queue, "paused"));
  }

  private static GateView gate(Link link, String queue) throws Exception {
    return isPaused(link, queue) ? new GateView(true, Owner.UNKNOWN) : GateView.FLOWING;
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    return remote.call(
        "the jobs of " + queue, link -> new RemoteJobs(link, deadLetters).page(queue, query));
  }

  @Override
  public void retry(String queue, String jobId) {
    remote.call(
        "the retry of a job of " + queue,
        link -> new RemoteJobs(link, deadLetters).retry(queue, jobId));
  }

  @Override
  public void remove(String queue, String jobId) {
    remote.call(
        "the removal of a job of " + queue,
        link -> new RemoteJobs(link, deadLetters).remove(queue, jobId));
  }

  @Override
  public void close() {
    pulses.cancelAll();
    reports.silence();
    remote.disconnect();
  }

  @Override
  public String toString() {
    return "RemoteEngine[" + settings.id() + " at " + url + "]";
  }
}
