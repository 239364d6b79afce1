package dev.recloser.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Placeholder until the breaker lands. */
public record Evidence(List<int[]> entries) {
  /** Numbers now. */
  public record Window(int failed, int total, Duration span, int distinctJobs, int streak) {}

  /** Numbers now. */
  public Window window(Policy policy, Instant now) {
    return new Window(0, 0, Duration.ZERO, policy.distinctJobs(), now.getNano());
  }
}
