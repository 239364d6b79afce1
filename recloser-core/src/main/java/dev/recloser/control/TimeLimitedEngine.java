package dev.recloser.control;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.EngineSample;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.OutcomeSink;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives up waiting for an engine that hangs, so that its collector goes on. While a call hangs, the
 * next ones are refused at once: calls never pile up. Used by one thread.
 */
final class TimeLimitedEngine implements Engine {

  private final Engine engine;
  private final Duration limit;
  private final Duration openLimit;
  private @Nullable FutureTask<?> hanging;

  TimeLimitedEngine(Engine engine, Duration limit, Duration openLimit) {
    this.engine = engine;
    this.limit = limit;
    this.openLimit = openLimit;
  }

  @Override
  public EngineInfo info() {
    return engine.info();
  }

  @Override
  public void open(Set<String> held, OutcomeSink sink) {
    within(
        openLimit,
        () -> {
          engine.open(held, sink);
          return true;
        });
  }

  @Override
  public EngineSample sample() {
    return within(limit, engine::sample);
  }

  @Override
  public GateView hold(String queue, String reason) {
    return within(limit, () -> engine.hold(queue, reason));
  }

  @Override
  public void grant(String queue, Grant grant) {
    within(
        limit,
        () -> {
          engine.grant(queue, grant);
          return true;
        });
  }

  @Override
  public GateView flow(String queue) {
    return within(limit, () -> engine.flow(queue));
  }

  @Override
  public JobPage jobs(String queue, JobQuery query) {
    return within(limit, () -> engine.jobs(queue, query));
  }

  @Override
  public void retry(String queue, String jobId) {
    within(
        limit,
        () -> {
          engine.retry(queue, jobId);
          return true;
        });
  }

  @Override
  public void remove(String queue, String jobId) {
    within(
        limit,
        () -> {
          engine.remove(queue, jobId);
          return true;
        });
  }

  @Override
  public void close() {
    engine.close();
  }

  private <T> T within(Duration time, Callable<T> call) {
    if (hanging != null && !hanging.isDone()) {
      throw new EngineException(Kind.UNREACHABLE, "an earlier call has not come back yet");
    }
    hanging = null;
    var task = new FutureTask<>(call);
    Thread.ofVirtual().name("engine-call").start(task);
    try {
      return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      hanging = task;
      throw new EngineException(Kind.UNREACHABLE, "no answer in " + Words.duration(time), e);
    } catch (InterruptedException e) {
      hanging = task;
      Thread.currentThread().interrupt();
      throw new EngineException(Kind.UNREACHABLE, "Recloser is stopping", e);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static EngineException unwrapped(ExecutionException e) {
    return e.getCause() instanceof EngineException known
        ? known
        : new EngineException(Kind.BUG, "the adapter failed: " + e.getCause(), e.getCause());
  }
}
