package dev.recloser.engines.artemis.remote;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.json.JsonObject;
import org.apache.activemq.artemis.utils.JsonLoader;
import org.jspecify.annotations.Nullable;

/** How the broker treats failing jobs, per address; asked once per connection. */
final class DeadLetters {

  /** Questions per look, so that a first look at thousands of queues stays within its deadline. */
  private static final int MAX_QUESTIONS = 100;

  /**
   * The rules of one address.
   *
   * @param queue the queue that takes its dead jobs; null where there is none
   * @param address the dead-letter address; null where there is none
   * @param shared whether other addresses bury their dead there too
   * @param maxAttempts runs before a job is dead; 0 or less is no limit
   */
  record Rules(@Nullable String queue, @Nullable String address, boolean shared, int maxAttempts) {}

  private final Map<String, Rules> known = new HashMap<>();
  private int questions;

  void newLook() {
    questions = 0;
  }

  /** The rules of an address; null when too much was asked in this look. */
  @Nullable Rules of(Link link, String address) throws Exception {
    Rules rules = known.get(address);
    if (rules == null && questions++ < MAX_QUESTIONS) {
      rules = ask(link, address);
      known.put(address, rules);
    }
    return rules;
  }

  boolean isDeadLetterAddress(String address) {
    return known.values().stream().anyMatch(rules -> address.equals(rules.address()));
  }

  private static Rules ask(Link link, String address) throws Exception {
    String json = link.invoke("broker", "getAddressSettingsAsJSON", address).toString();
    try (var reader = new StringReader(json)) {
      return read(JsonLoader.readObject(reader), address);
    }
  }

  private static Rules read(JsonObject settings, String address) {
    String dead = settings.getString("deadLetterAddress", "");
    int attempts = settings.getInt("maxDeliveryAttempts", 10);
    if (dead.isEmpty()) {
      return new Rules(null, null, false, attempts);
    }
    boolean own = settings.getBoolean("autoCreateDeadLetterResources", false);
    String queue =
        settings.getString("deadLetterQueuePrefix", "DLQ.")
            + address
            + settings.getString("deadLetterQueueSuffix", "");
    return own ? new Rules(queue, dead, false, attempts) : new Rules(dead, dead, true, attempts);
  }
}
