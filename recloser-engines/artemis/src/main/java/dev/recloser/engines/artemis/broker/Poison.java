package dev.recloser.engines.artemis.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The jobs whose probe failed lately, so that one bad job at the head of a queue does not take each
 * probe. Bounded; added to by the threads that end deliveries, read by the delivery thread.
 */
final class Poison {

  private static final int MAX = 64;

  private final ConcurrentMap<Long, Boolean> failed = new ConcurrentHashMap<>();

  void add(long messageId) {
    if (failed.size() >= MAX) {
      failed.clear();
    }
    failed.put(messageId, true);
  }

  boolean contains(long messageId) {
    Set<Long> ids = failed.keySet();
    return !ids.isEmpty() && ids.contains(messageId);
  }

  int size() {
    return failed.size();
  }

  void forget() {
    failed.clear();
  }
}
