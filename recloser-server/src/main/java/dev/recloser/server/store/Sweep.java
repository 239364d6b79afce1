package dev.recloser.server.store;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Forgets what is too old, at the start and then every hour. Started and stopped by one thread. */
public final class Sweep implements SmartLifecycle {

  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  private final String name;
  private final Runnable forget;
  private Thread thread = Thread.ofVirtual().unstarted(() -> {});

  /**
   * A sweep that begins with the server.
   *
   * @param name of what is forgotten, for the log
   */
  public Sweep(String name, Runnable forget) {
    this.name = name;
    this.forget = forget;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("sweep-" + name).start(this::run);
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
      try {
        forget.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "old " + name + " stay until the next sweep", e);
      }
      try {
        Thread.sleep(EVERY);
      } catch (InterruptedException _) {
        return; // the server stops
      }
    }
  }
}
