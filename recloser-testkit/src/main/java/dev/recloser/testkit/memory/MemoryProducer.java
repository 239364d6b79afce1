package dev.recloser.testkit.memory;

import java.time.Duration;

/** Sends jobs to one queue at a steady rate until it is stopped. */
public final class MemoryProducer {

  private final String name;
  private final MemoryQueue queue;
  private final Duration interval;
  private final Timeline timeline;
  private long sent;
  private boolean stopped;

  MemoryProducer(String name, MemoryQueue queue, Duration interval, Timeline timeline) {
    this.name = name;
    this.queue = queue;
    this.interval = interval;
    this.timeline = timeline;
    timeline.after(interval, this::sendNext);
  }

  /** How many jobs it sent. */
  public long sent() {
    return sent;
  }

  /** Sends no more. */
  public void stop() {
    stopped = true;
  }

  private void sendNext() {
    if (!stopped) {
      queue.send(MemoryJob.of(name + "-" + sent++));
      timeline.after(interval, this::sendNext);
    }
  }
}
