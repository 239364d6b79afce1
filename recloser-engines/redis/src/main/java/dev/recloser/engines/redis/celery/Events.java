package dev.recloser.engines.redis.celery;

import dev.recloser.engine.EngineException;
import dev.recloser.engines.redis.RedisLink;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;
import tools.jackson.databind.JsonNode;

/**
 * Listens to what workers say, on a connection of its own. One thread reads, so that Redis never
 * waits, another one reads the texts; between them is a bounded buffer. Redis keeps nothing for a
 * listener that is away, so each gap is told.
 */
final class Events implements AutoCloseable {

  /** Who wants to hear what. Called from the threads of this class. */
  interface Listener {
    /** A worker starts and is about to take jobs; its process is 0 where unknown. */
    void arriving(String host, long pid);

    /** Any other event. */
    void event(JsonNode event, Instant at);

    /** Events were lost. */
    void missed(String why);
  }

  private record Packet(String text, Instant at) {}

  private static final System.Logger LOG = System.getLogger(Events.class.getName());
  private static final int PACKETS = 20_000;

  /** A text has one byte per letter in the heap; a second of 1,000 jobs is about 2 MB. */
  private static final long LETTERS = 24_000_000;

  private static final long AGAIN_NANOS = 200_000_000;
  private static final long SILENCE_NANOS = 6_000_000_000L;

  private final RedisLink link;
  private final Names names;
  private final Listener listener;
  private final InstantSource clock;
  private final BlockingQueue<Packet> buffer = new ArrayBlockingQueue<>(PACKETS);
  private final AtomicLong letters = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean overflowed;
  private volatile boolean listening;
  private volatile long lastPong = System.nanoTime();
  private volatile @Nullable Subscription subscription;
  private @Nullable Thread reader;
  private @Nullable Thread parser;

  Events(RedisLink link, Names names, Listener listener, InstantSource clock) {
    this.link = link;
    this.names = names;
    this.listener = listener;
    this.clock = clock;
  }

  /** Starts to listen. */
  void start() {
    reader = Thread.ofVirtual().name("recloser-celery-events").start(this::read);
    parser = Thread.ofVirtual().name("recloser-celery-parser").start(this::parse);
  }

  boolean isListening() {
    return listening;
  }

  private void read() {
    boolean again = false;
    while (!closed) {
      var current = new Subscription(again);
      subscription = current;
      try {
        link.listen("listening to events", current, names.eventPattern(), names.controlPattern());
      } catch (EngineException | JedisException _) {
        // the engine's thread meets the same Redis and reports it
      } finally {
        again |= listening;
        listening = false;
      }
      if (!closed) {
        Thread.interrupted(); // check() cuts a dead connection by an interrupt
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  /** Replaces a connection on which nothing comes back. Call it every second or two. */
  void check() {
    Subscription current = subscription;
    if (!listening || current == null) {
      return;
    }
    if (System.nanoTime() - lastPong > SILENCE_NANOS && reader != null) {
      reader.interrupt();
      return;
    }
    try {
      current.ping();
    } catch (JedisException _) {
      // the reader notices too
    }
  }

  private void take(String channel, String text) {
    if (channel.equals(names.controlChannel())) {
      hello(text);
    } else if (channel.endsWith("/worker.online")) {
      Envelope.read(text)
          .flatMap(Envelope::body)
          .ifPresent(event ->
              listener.arriving(event.path("hostname").asString(""), event.path("pid").asLong(0)));
    } else if (letters.get() + text.length() > LETTERS
        || !buffer.offer(new Packet(text, clock.instant()))) {
      overflowed = true;
    } else {
      letters.addAndGet(text.length());
    }
  }

  /** A starting worker greets the others about a second before it takes jobs. */
  private void hello(String text) {
    Envelope.read(text)
        .flatMap(Envelope::body)
        .filter(body -> body.path("method").asString("").equals("hello"))
        .ifPresent(
            body -> listener.arriving(body.path("arguments").path("from_node").asString(""), 0));
  }

  private void parse() {
    while (!closed) {
      try {
        Packet packet = buffer.take();
        letters.addAndGet(-packet.text().length());
        if (overflowed) {
          overflowed = false;
          listener.missed("More events came than could be read.");
        }
        Envelope.read(packet.text())
            .flatMap(Envelope::body)
            .ifPresent(body -> tell(body, packet.at()));
      } catch (InterruptedException _) {
        return; // close() was called
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "an event of a Celery worker could not be read", e);
      }
    }
  }

  private void tell(JsonNode body, Instant at) {
    if (body.isArray()) {
      body.forEach(event -> listener.event(event, at));
    } else {
      listener.event(body, at);
    }
  }

  @Override
  public void close() {
    closed = true;
    if (reader != null) {
      reader.interrupt();
    }
    if (parser != null) {
      parser.interrupt();
    }
  }

  private final class Subscription extends JedisPubSub {
    private final boolean again;

    Subscription(boolean again) {
      this.again = again;
    }

    @Override
    public void onPSubscribe(String pattern, int subscribed) {
      if (subscribed == 2) {
        lastPong = System.nanoTime();
        listening = true;
        if (again) {
          listener.missed("Events were lost while the connection to Redis was broken.");
        }
      }
    }

    @Override
    public void onPMessage(String pattern, String channel, String message) {
      take(channel, message);
    }

    @Override
    public void onPong(String pattern) {
      lastPong = System.nanoTime();
    }
  }
}
