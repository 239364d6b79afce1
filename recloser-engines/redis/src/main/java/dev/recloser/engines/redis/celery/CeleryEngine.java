package dev.recloser.engines.redis.celery;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.OutcomeSink;
import dev.recloser.engines.redis.RedisUrl;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queues of Celery applications that share a Redis database. */
public final class CeleryEngine implements Engine {

  private static final String REOPENED = "held when Recloser connected";

  private final EngineSettings settings;
  private final RedisUrl url;
  private final CeleryOptions options;

  /** Written by the engine's thread, read by close(). */
  private volatile @Nullable Session session;

  /** An engine that is not yet open. */
  public CeleryEngine(EngineSettings settings, RedisUrl url, CeleryOptions options) {
    this.settings = settings;
    this.url = url;
    this.options = options;
  }

  @Override
  public EngineInfo info() {
    return CeleryInfo.of(url);
  }

  @Override
  public void open(Set<String> held, OutcomeSink sink) {
    Session current = session;
    if (current == null) {
      current = new Session(settings, url, options);
      session = current;
    }
    try {
      current.open(sink);
      var reasons = new HashMap<String, String>();
      for (String queue : current.holds().held()) {
        reasons.put(queue, current.holds().reason(queue));
      }
      for (String queue : held) {
        if (current.discovery().knows(queue)) {
          reasons.putIfAbsent(queue, REOPENED);
        }
      }
      current.resume(reasons);
    } catch (EngineException e) {
      close();
      throw e;
    }
  }

  private Session session() {
    Session current = session;
    if (current == null) {
      throw new EngineException(EngineException.Kind.UNREACHABLE, this + " is not open");
    }
    return current;
  }

  private Session knowing(String queue) {
    Session current = session();
    if (!current.holds().isHeld(queue)
        && !current.fleet().queues().contains(queue)
        && !current.discovery().knows(queue)) {
      throw new EngineException(EngineException.Kind.NOT_FOUND, "there is no queue " + queue);
    }
    return current;
  }

  @Override
  public EngineSample sample() {
    return session().sample();
  }

  @Override
  public GateView hold(String queue, String reason) {
    Session current = knowing(queue);
    current.grants().withdraw(queue);
    if (!current.holds().isHeld(queue)) {
      current.attempts().forgetLeaks(queue);
    }
    current.holds().hold(current.control(), Map.of(queue, reason));
    return current.holds().view(queue);
  }

  @Override
  public void grant(String queue, Grant grant) {
    Session current = knowing(queue);
    if (!current.holds().isHeld(queue)) {
      throw new EngineException(
          EngineException.Kind.REFUSED, "queue " + queue + " is not held by Recloser; hold it");
    }
    current.grants().grant(queue, grant);
    current.keeper().wake();
  }

  @Override
  public GateView flow(String queue) {
    Session current = knowing(queue);
    current.grants().withdraw(queue);
    current.holds().flow(current.control(), queue);
    return current.holds().view(queue);
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    return knowing(queue).jobs().page(queue, query);
  }

  @Override
  public void retry(String queue, String jobId) {
    knowing(queue).redrives().retry(queue, jobId);
  }

  @Override
  public void remove(String queue, String jobId) {
    knowing(queue).jobs().remove(queue, jobId);
  }

  @Override
  public void close() {
    Session current = session;
    session = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public String toString() {
    return "CeleryEngine[" + settings.id() + " at " + url + "]";
  }
}
