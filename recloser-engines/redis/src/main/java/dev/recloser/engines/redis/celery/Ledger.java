package dev.recloser.engines.redis.celery;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.Job;
import dev.recloser.engine.Redrive;
import dev.recloser.engines.redis.celery.Originals.Arguments;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Celery forgets a job that failed for good; the ledger writes it down, with the message that would
 * start it anew where there is one. Copies of messages cost nothing while all is well: each look at
 * the engine sees some; only while jobs of a queue fail, what is next in it and what workers hold
 * is looked at more often. Methods are for all threads and never block: one thread does the work.
 */
final class Ledger implements AutoCloseable {

  static final String REBUILT =
      "Made from its arguments, because its message was not seen in time: callbacks, chains, chords,"
          + " priority and time limits are missing.";
  static final String NOT_SEEN =
      "Its message was not seen in time, and neither its worker nor a result backend told its"
          + " arguments.";
  static final String NO_JSON =
      "Its message was not seen in time, and it cannot be made anew because its task does not use"
          + " JSON.";
  static final String NOT_VALID = "Its message is not one that a worker could read.";

  private static final System.Logger LOG = System.getLogger(Ledger.class.getName());
  private static final int TASKS = 5_000;
  private static final long BAD_NANOS = Duration.ofMinutes(1).toNanos();

  /** After a look at so many jobs there is a rest: a fifth of a millisecond for each. */
  private static final long REST_NANOS_PER_JOB = 200_000;

  private static final long SHORTEST_REST_NANOS = Duration.ofMillis(20).toNanos();

  private final Originals originals;
  private final Results results;
  private final DeadLetters letters;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>(TASKS);
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicLong lost = new AtomicLong();

  /** Queues in which an attempt failed, and until when they are looked at more often. */
  private final Map<String, Long> bad = new ConcurrentHashMap<>();

  private volatile boolean closed;
  private long restUntil = System.nanoTime();
  private @Nullable ToIntFunction<Set<String>> look;
  private @Nullable Thread thread;

  Ledger(Originals originals, Results results, DeadLetters letters) {
    this.originals = originals;
    this.results = results;
    this.letters = letters;
  }

  /**
   * Begins to write.
   *
   * @param closeLook reads what is next in these queues and what workers hold, calls {@link #saw}
   *     for each job, and tells how many there were
   */
  void start(ToIntFunction<Set<String>> closeLook) {
    look = closeLook;
    thread = Thread.ofVirtual().name("recloser-celery-ledger").start(this::run);
  }

  /** The message of a job. */
  void saw(Message job) {
    originals.saw(job);
  }

  /** What a worker told of a job that it runs. */
  void runs(String id, JsonNode told) {
    originals.runs(id, told);
  }

  /** A worker took a job. */
  void received() {
    ToIntFunction<Set<String>> closeLook = look;
    if (closeLook != null
        && !bad.isEmpty()
        && looking.compareAndSet(false, true)
        && !tasks.offer(() -> lookCloser(closeLook))) {
      looking.set(false);
    }
  }

  /** An attempt failed. */
  void failed(String queue) {
    bad.put(queue, System.nanoTime() + BAD_NANOS);
  }

  /** The job will not run again. */
  void over(String id) {
    originals.forget(id);
  }

  /** The job failed for good. */
  void died(String queue, Job job, Instant at) {
    if (!tasks.offer(() -> bury(queue, job, at))) {
      lost.incrementAndGet();
    }
  }

  /** How many dead jobs could not be written down. */
  long lost() {
    return lost.get() + letters.dropped();
  }

  private void run() {
    while (!closed || !tasks.isEmpty()) {
      try {
        tasks.take().run();
      } catch (InterruptedException _) {
        return; // close() waited long enough
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the ledger of dead Celery jobs missed something", e);
      }
    }
  }

  private void lookCloser(ToIntFunction<Set<String>> closeLook) {
    LockSupport.parkNanos(restUntil - System.nanoTime());
    looking.set(false);
    bad.values().removeIf(until -> System.nanoTime() - until > 0);
    int jobs = closeLook.applyAsInt(Set.copyOf(bad.keySet()));
    restUntil = System.nanoTime() + Math.max(SHORTEST_REST_NANOS, jobs * REST_NANOS_PER_JOB);
  }

  private void bury(String queue, Job job, Instant at) {
    Grave grave = grave(queue, job);
    originals.forget(job.id());
    letters.put(
        new DeadLetter(
            queue, job.with(grave.redrive()), at, UUID.randomUUID().toString(), grave.message()));
  }

  private record Grave(Redrive redrive, @Nullable String message) {}

  private Grave grave(String queue, Job job) {
    String id = job.id();
    Optional<String> message = originals.message(id);
    if (message.isPresent()) {
      return grave(message.get());
    }
    Optional<Arguments> arguments =
        originals.arguments(id).or(() -> results.of(id).flatMap(Arguments::of));
    if (arguments.isEmpty()) {
      return new Grave(Redrive.notPossible(NOT_SEEN), null);
    }
    if (originals.isForeign(arguments.get().task())) {
      return new Grave(Redrive.notPossible(NO_JSON), null);
    }
    String shown = job.body() == null ? "" : job.body();
    return new Grave(Redrive.rebuilt(REBUILT), Revival.rebuilt(queue, id, arguments.get(), shown));
  }

  private static Grave grave(String message) {
    if (Revival.of(message).isEmpty()) {
      return new Grave(Redrive.notPossible(NOT_VALID), null);
    }
    boolean again = Revival.isRebuilt(message);
    return new Grave(again ? Redrive.rebuilt(REBUILT) : Redrive.EXACT, message);
  }

  @Override
  public void close() {
    closed = true;
    var _ = tasks.offer(() -> {});
    if (thread != null) {
      try {
        if (!thread.join(Duration.ofSeconds(1))) {
          thread.interrupt();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the caller wants to stop faster
        thread.interrupt();
      }
    }
  }
}
