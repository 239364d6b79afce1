package dev.recloser.server.store;

import dev.recloser.engine.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Brings dead jobs to the store in batches, so that who tells of them never waits for a disk. What
 * the store cannot take stays in a bounded buffer and is tried again; what does not fit is dropped
 * and counted. Safe for all threads; one thread writes.
 */
final class DeadLetterWriter implements AutoCloseable {

  /** A letter on its way. */
  record Entry(String engine, DeadLetter letter) {
    private long size() {
      var original = letter.original();
      return 1_000L + (original == null ? 0 : original.length());
    }
  }

  static final int MOST = 5_000;

  /** All letters in the buffer together, about a byte each. */
  static final long MOST_LETTERS = 32_000_000;

  private static final System.Logger LOG = System.getLogger(DeadLetterWriter.class.getName());
  private static final int BATCH = 500;
  private static final long AGAIN_MILLIS = 1_000;
  private static final long POLL_MILLIS = 100;
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Consumer<List<Entry>> write;
  private final BlockingQueue<Entry> buffer = new LinkedBlockingQueue<>(MOST);
  private final AtomicLong letters = new AtomicLong();
  private final Map<String, AtomicLong> dropped = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private final Thread thread;

  /**
   * Begins to write.
   *
   * @param write writes all or throws; called again with the same ones until it returns
   */
  DeadLetterWriter(Consumer<List<Entry>> write) {
    this.write = write;
    this.thread = Thread.ofVirtual().name("dead-letters").start(this::run);
  }

  void put(String engine, DeadLetter letter) {
    var entry = new Entry(engine, letter);
    if (letters.get() + entry.size() <= MOST_LETTERS && buffer.offer(entry)) {
      letters.addAndGet(entry.size());
    } else {
      dropped.computeIfAbsent(engine, _ -> new AtomicLong()).incrementAndGet();
    }
  }

  long dropped(String engine) {
    var count = dropped.get(engine);
    return count == null ? 0 : count.get();
  }

  private void run() {
    try {
      while (!closed || !buffer.isEmpty()) {
        var first = buffer.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Entry> batch = new ArrayList<>(List.of(first));
          buffer.drainTo(batch, BATCH - 1);
          deliver(batch);
          batch.forEach(entry -> letters.addAndGet(-entry.size()));
        }
      }
    } catch (InterruptedException _) {
      // close() waited long enough
    }
  }

  private void deliver(List<Entry> batch) throws InterruptedException {
    for (boolean told = false; ; told = true) {
      try {
        write.accept(batch);
        return;
      } catch (RuntimeException e) {
        if (!told) {
          LOG.log(System.Logger.Level.ERROR, "dead jobs wait for the store", e);
        }
        if (closed) {
          return; // there is no later
        }
        Thread.sleep(AGAIN_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      boolean _ = thread.join(LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the caller wants to stop faster
    }
    thread.interrupt();
  }
}
