package dev.recloser.testkit.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One worker: runs one job at a time and may hold a few more ready. */
final class MemoryWorker {

  private final String name;
  private final MemoryWorkers crew;
  private final MemoryQueue queue;
  private final ArrayDeque<Delivery> ready = new ArrayDeque<>();
  private @Nullable Delivery running;
  private boolean leaving;

  MemoryWorker(String name, MemoryWorkers crew, MemoryQueue queue) {
    this.name = name;
    this.crew = crew;
    this.queue = queue;
  }

  String name() {
    return name;
  }

  int inHand() {
    return ready.size() + (running == null ? 0 : 1);
  }

  boolean hasRoom() {
    return !leaving && !crew.isStalled() && inHand() <= crew.prefetch();
  }

  void take(Delivery delivery) {
    if (running == null) {
      start(delivery);
    } else {
      ready.add(delivery);
    }
  }

  private void start(Delivery delivery) {
    running = delivery;
    crew.begin(queue.name, delivery, () -> end(delivery));
  }

  @SuppressWarnings("ReferenceEquality") // two deliveries of one job can be equal after a restart
  private void end(Delivery delivery) {
    if (running != delivery) {
      return; // dropped or killed meanwhile
    }
    if (crew.isFrozen()) {
      crew.endLater(() -> end(delivery));
      return;
    }
    var result = crew.call(queue.name, delivery);
    running = null;
    queue.ended(delivery, result, this);
    var next = ready.poll();
    if (next != null) {
      start(next);
    }
    queue.dispatch();
    leaveWhenDone();
  }

  /** Takes nothing more, gives back what it has not begun, and ends the run it is in. */
  void leave() {
    leaving = true;
    while (!ready.isEmpty()) {
      queue.givenBack(ready.removeLast(), this);
    }
    leaveWhenDone();
  }

  /** Dies in the middle of its run: that attempt is spent. */
  void die() {
    var lost = running;
    running = null;
    if (lost != null) {
      queue.ended(lost, RunResult.failure("WorkerLost", "worker " + name + " is gone"), this);
    }
    leave();
  }

  private void leaveWhenDone() {
    if (leaving && running == null) {
      queue.workers.remove(this);
    }
  }

  /** Loses everything in its hands, because the broker restarted. */
  List<Delivery> drop() {
    var dropped = new ArrayList<>(ready);
    if (running != null) {
      dropped.add(running);
    }
    ready.clear();
    running = null;
    return dropped;
  }
}
