package dev.recloser.server.incidents;

import dev.recloser.server.store.IncidentLog;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.SmartLifecycle;

/** Forgets old incidents at the start and daily. Started and stopped by one thread. */
final class IncidentSweep implements SmartLifecycle {

  private static final System.Logger LOG = System.getLogger(IncidentSweep.class.getName());
  private static final Duration EVERY = Duration.ofDays(1);

  private final IncidentLog log;
  private final InstantSource clock;
  private final Duration kept;
  private Thread thread = Thread.ofVirtual().unstarted(() -> {});

  IncidentSweep(IncidentLog log, InstantSource clock, Duration kept) {
    this.log = log;
    this.clock = clock;
    this.kept = kept;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("incident-sweep").start(this::run);
  }

  @Override
  public void stop() {
    thread.interrupt();
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      sweep();
      try {
        Thread.sleep(EVERY);
      } catch (InterruptedException _) {
        return; // the server stops
      }
    }
  }

  void sweep() {
    try {
      int _ = log.forgetClosedBefore(clock.instant().minus(kept));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "old incidents could not be forgotten; tried again", e);
    }
  }
}
