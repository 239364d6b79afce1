package dev.recloser.engines.redis.celery;

import dev.recloser.engines.redis.RedisServer;
import dev.recloser.testkit.Await;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A worker that answers remote control and takes no job. Like Celery's it says that a command is
 * done before it is; unlike Celery's, how long that takes is told.
 */
final class LazyWorker implements AutoCloseable {

  private static final Names NAMES = new Names(CeleryOptions.DEFAULTS, 0);

  /** A command that was answered and not carried out. */
  private record Pending(boolean take, String queue) {}

  private final String host;
  private final Set<String> queues = ConcurrentHashMap.newKeySet();
  private final List<Pending> pending = new CopyOnWriteArrayList<>();
  private final RedisClient listening;
  private final RedisClient answering;
  private final Control control = new Control();
  private final Thread thread;
  private volatile int patience;
  private volatile Runnable whenTold = () -> {};

  /** Since the last command; for the listening thread alone. */
  private int looks;

  LazyWorker(RedisServer redis, String host, String queue) {
    this.host = host;
    queues.add(queue);
    listening = redis.client();
    answering = redis.client();
    thread = Thread.ofVirtual().start(() -> listening.psubscribe(control, NAMES.controlPattern()));
    Await.polling().until("it listens", control::isSubscribed);
  }

  /** From now on a command is carried out after so many looks at what the worker takes from. */
  void obeysAfter(int looksThen) {
    patience = looksThen;
  }

  /** Somebody else told it to take from nothing. */
  void stopsTaking() {
    queues.clear();
  }

  /** What to do when a command comes, before it is answered. */
  void whenTold(Runnable action) {
    whenTold = action;
  }

  Set<String> queues() {
    return Set.copyOf(queues);
  }

  private final class Control extends JedisPubSub {
    @Override
    public void onPMessage(String pattern, String channel, String text) {
      Envelope.read(text)
          .flatMap(envelope -> Envelope.body(envelope).filter(body -> isForMe(body)))
          .ifPresent(LazyWorker.this::answer);
    }
  }

  private boolean isForMe(JsonNode command) {
    JsonNode hosts = command.path("destination");
    return !hosts.isArray() || hosts.valueStream().anyMatch(it -> it.asString("").equals(host));
  }

  private void answer(JsonNode command) {
    String queue = command.path("arguments").path("queue").asString("");
    Object answer =
        switch (command.path("method").asString("")) {
          case "active_queues" -> look();
          case "stats" -> Map.of("pid", 1, "prefetch_count", 1, "pool", Map.of());
          case "active" -> List.of();
          case "add_consumer" -> later(new Pending(true, queue));
          case "cancel_consumer" -> later(new Pending(false, queue));
          default -> Map.of("ok", "");
        };
    String oid = command.path("reply_to").path("routing_key").asString("");
    var reply =
        Map.of(
            "body",
            JsonMapper.shared().writeValueAsString(Map.of(host, answer)),
            "content-type",
            "application/json",
            "headers",
            Map.of("ticket", command.path("ticket").asString("")),
            "properties",
            Map.of());
    answering.lpush(NAMES.replyList(oid), JsonMapper.shared().writeValueAsString(reply));
  }

  private Object later(Pending command) {
    whenTold.run();
    looks = 0;
    pending.add(command);
    return Map.of("ok", "done, it says");
  }

  private Object look() {
    if (!pending.isEmpty() && looks++ >= patience) {
      pending.forEach(it -> {
        boolean _ = it.take() ? queues.add(it.queue()) : queues.remove(it.queue());
      });
      pending.clear();
    }
    return queues.stream().map(it -> Map.of("name", it)).toList();
  }

  /** Repeatable. */
  @Override
  public void close() {
    if (control.isSubscribed()) {
      control.punsubscribe();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts tests", e);
    }
    listening.close();
    answering.close();
  }
}
