package dev.recloser.engines.artemis.broker;

import org.apache.activemq.artemis.api.core.QueueConfiguration;

/** Addresses that are not an operator's queues, and how they are called. */
final class Names {

  /** Where workers send why a job failed. */
  static final String REPORTS = "recloser.outcomes";

  /** The one address behind all dead-letter queues. */
  static final String DEAD_LETTERS = "DLA";

  static final String DEAD_LETTER_PREFIX = "DLQ.";

  private Names() {}

  /** The queue that takes the dead jobs of an address. */
  static String deadLetterQueue(String address) {
    return DEAD_LETTER_PREFIX + address;
  }

  /** Whether an address belongs to the broker or to Recloser. */
  static boolean isReserved(String address) {
    return address.equals(DEAD_LETTERS)
        || address.startsWith(DEAD_LETTER_PREFIX)
        || address.startsWith("recloser.")
        || address.startsWith("activemq.")
        || address.startsWith("$");
  }

  /** Whether a queue is one that operators see and breakers guard. */
  static boolean isJobQueue(QueueConfiguration queue) {
    return !queue.isInternal()
        && !queue.isTemporary()
        && queue.isDurable()
        && !isReserved(queue.getAddress().toString())
        && !isReserved(queue.getName().toString());
  }
}
