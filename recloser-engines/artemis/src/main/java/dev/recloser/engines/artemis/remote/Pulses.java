package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.Grant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Grants on a queue that only knows pause and resume: it is opened for a moment, again and again,
 * until enough jobs were handed out. One virtual thread per running grant; started and cancelled by
 * the engine's thread. A pulse runs under the lock of the link, so once a cancel and the next call
 * are through, no pulse follows.
 */
final class Pulses {

  private static final long PAUSE_MS = 100;
  private static final int HEAD = 20;

  private final Remote remote;
  private final DeadLetters deadLetters;
  private final Map<String, Order> orders = new ConcurrentHashMap<>();

  Pulses(Remote remote, DeadLetters deadLetters) {
    this.remote = remote;
    this.deadLetters = deadLetters;
  }

  void start(String queue, String address, Grant grant) {
    var order = new Order(queue, address, grant);
    orders.put(queue, order);
    Thread.ofVirtual().name("recloser-grant-" + queue).start(() -> run(order));
  }

  void cancel(String queue) {
    Order order = orders.remove(queue);
    if (order != null) {
      order.cancelled.countDown();
    }
  }

  void cancelAll() {
    orders.keySet().forEach(this::cancel);
  }

  private void run(Order order) {
    try {
      do {
        if (remote.call("a grant for " + order.queue, link -> pulse(link, order))) {
          return;
        }
      } while (!order.cancelled.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (EngineException _) {
      // the broker is away, which the next sample shows; opening it again holds the queue again
    }
  }

  /** Opens the queue once if that helps; true when the grant is used up. */
  private boolean pulse(Link link, Order order) throws Exception {
    if (order.cancelled.getCount() == 0) {
      return true;
    }
    Deliveries now = deliveries(link, order.queue);
    if (order.before == null) {
      order.before = now.handed();
    }
    if (now.handed() - order.before >= order.grant.starts()) {
      return true;
    }
    if (now.workers() == 0 || !mayOpen(link, order)) {
      return false;
    }
    String resource = "queue." + order.queue;
    try {
      link.invoke(resource, "resume");
    } finally {
      link.invoke(resource, "pause", true);
    }
    Deliveries after = deliveries(link, order.queue);
    return after.handed() - order.before >= order.grant.starts();
  }

  /** A probe must not be a job's last attempt, and which job goes is up to the broker. */
  private boolean mayOpen(Link link, Order order) throws Exception {
    List<Integer> head = link.headAttempts(order.queue, HEAD);
    if (head.isEmpty()) {
      return false;
    }
    DeadLetters.Rules rules = deadLetters.of(link, order.address);
    return order.grant.spendsAttempt()
        || rules == null
        || rules.maxAttempts() <= 0
        || head.stream().allMatch(attempts -> attempts + 1 < rules.maxAttempts());
  }

  private record Deliveries(int workers, long handed) {}

  private static Deliveries deliveries(Link link, String queue) throws Exception {
    int workers = 0;
    long handed = 0;
    for (JsonObject row :
        QueueRow.page(link, "listConsumers", QueueRow.ofQueue("queue", queue), 1)) {
      workers++;
      String delivered = row.getString("messagesDelivered", "0");
      handed += delivered.matches("\\d{1,18}") ? Long.parseLong(delivered) : 0;
    }
    return new Deliveries(workers, handed);
  }

  /** A grant that is not used up. {@code before} is touched under the lock of the link only. */
  private static final class Order {
    final String queue;
    final String address;
    final Grant grant;
    final CountDownLatch cancelled = new CountDownLatch(1);
    @Nullable Long before;

    Order(String queue, String address, Grant grant) {
      this.queue = queue;
      this.address = address;
      this.grant = grant;
    }
  }
}
