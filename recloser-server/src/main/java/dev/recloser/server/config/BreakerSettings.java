package dev.recloser.server.config;

import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook.FileLayer;
import java.time.Duration;
import java.util.List;

/**
 * What the server was told about breakers.
 *
 * @param policies layers of the configuration file, the most general first
 * @param healthHosts hosts that health probes may ask; nobody else is asked
 * @param observeFirst how long queues are only watched that ran before Recloser came
 * @param groups queues of the configuration file that share a breaker
 */
public record BreakerSettings(
    List<FileLayer> policies,
    List<String> healthHosts,
    Duration observeFirst,
    List<BreakerGroup> groups) {

  /** Default policies, no health probes, every queue guarded at once. */
  public static final BreakerSettings PLAIN =
      new BreakerSettings(List.of(), List.of(), Duration.ZERO, List.of());

  public BreakerSettings {
    policies = List.copyOf(policies);
    healthHosts = List.copyOf(healthHosts);
    groups = List.copyOf(groups);
  }
}
