package dev.recloser.control;

import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook;
import java.time.Duration;
import java.util.List;

/**
 * What the control is told once.
 *
 * @param book which policy holds for which queue
 * @param prober asks dependencies whether they are well
 * @param observeFirst how long queues are only watched that ran before Recloser came; zero for not
 *     at all
 * @param groups groups of the configuration file
 */
public record ControlSettings(
    PolicyBook book, HealthProber prober, Duration observeFirst, List<BreakerGroup> groups) {
  public ControlSettings {
    groups = List.copyOf(groups);
  }

  /** Settings without groups. */
  public ControlSettings(PolicyBook book, HealthProber prober, Duration observeFirst) {
    this(book, prober, observeFirst, List.of());
  }

  /** Default policies, no health probes, and every queue guarded at once. */
  public static ControlSettings plain() {
    return new ControlSettings(new PolicyBook(List.of()), HealthProber.NONE, Duration.ZERO);
  }
}
