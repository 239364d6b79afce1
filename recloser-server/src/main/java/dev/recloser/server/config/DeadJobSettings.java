package dev.recloser.server.config;

import java.time.Duration;

/**
 * How many dead jobs Recloser keeps for engines that keep none themselves; the oldest go first.
 *
 * @param retention how long each is kept, 1 h to 10 years
 * @param perQueue most of one queue, 1 to 1,000,000
 * @param inAll most of all queues, 1 to 10,000,000
 */
public record DeadJobSettings(Duration retention, int perQueue, int inAll) {

  private static final Duration LONGEST = Duration.ofDays(3_650);

  /** What is kept unless somebody says otherwise. */
  public static final DeadJobSettings DEFAULTS =
      new DeadJobSettings(Duration.ofDays(14), 10_000, 100_000);

  public DeadJobSettings {
    require(
        retention.compareTo(Duration.ofHours(1)) >= 0 && retention.compareTo(LONGEST) <= 0,
        "dead-job-retention must be 1h to 3650d");
    require(perQueue >= 1 && perQueue <= 1_000_000, "dead-jobs-per-queue must be 1 to 1000000");
    require(inAll >= 1 && inAll <= 10_000_000, "dead-jobs must be 1 to 10000000");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
