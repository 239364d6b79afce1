package dev.recloser.engines.artemis.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one queue, by message id. Whoever removes an entry reports its outcome, so a run has
 * exactly one. Filled by the delivery thread, emptied by whichever thread ends a delivery.
 */
final class Runs {

  private final ConcurrentMap<Long, Run> running = new ConcurrentHashMap<>();

  /** Messages that were acknowledged before they were delivered (pre-acknowledging consumers). */
  private final Set<Long> endedEarly = ConcurrentHashMap.newKeySet();

  void begin(long messageId, Run run) {
    if (!endedEarly.remove(messageId)) {
      running.put(messageId, run);
    }
  }

  @Nullable Run end(long messageId) {
    return running.remove(messageId);
  }

  @Nullable Run find(long messageId) {
    return running.get(messageId);
  }

  boolean contains(long messageId) {
    return running.containsKey(messageId);
  }

  void lost(long messageId) {
    running.computeIfPresent(messageId, (_, run) -> run.asLost());
  }

  void endEarly(long messageId) {
    if (!running.containsKey(messageId)) {
      endedEarly.add(messageId);
    }
  }
}
