package dev.recloser.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.List;

/** Ends worker processes that a test started. */
public final class Processes {

  /** How long a worker may take to end by itself. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private Processes() {}

  /**
   * Ends workers as systemd and Kubernetes do: asks all of them, and kills who hangs. Celery's warm
   * shutdown does so now and then. Returns when all are gone.
   */
  public static void end(List<ProcessHandle> workers) {
    workers.forEach(ProcessHandle::destroy);
    workers.forEach(Processes::awaitOrKill);
  }

  private static void awaitOrKill(ProcessHandle worker) {
    worker
        .onExit()
        .completeOnTimeout(worker, GRACE.toMillis(), MILLISECONDS)
        .thenAccept(ProcessHandle::destroyForcibly)
        .thenCompose(_ -> worker.onExit())
        .join();
  }
}
