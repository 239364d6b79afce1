package dev.recloser.breaker;

import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyField;
import dev.recloser.policy.PolicyLayer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Policies of all kinds, for random lives. */
final class RandomPolicies {

  private static final PolicyBook BOOK = new PolicyBook(List.of());

  private RandomPolicies() {}

  /** A usual one, so that much happens in a short life. */
  static Policy lively(SplittableRandom random) {
    return PolicyParts.with(p -> {
      p.minVolume = random.nextInt(5, 100);
      p.failureRatio = random.nextDouble(0.05, 1);
      p.streak = random.nextInt(3, 20);
      p.distinctJobs = random.nextInt(1, 9);
      p.minSpan = Duration.ofMillis(random.nextInt(0, 5000));
      p.maxAge = Duration.ofSeconds(random.nextInt(60, 7200));
      p.baseOpen = Duration.ofMillis(random.nextInt(500, 20_000));
      p.multiplier = random.nextDouble(1, 4);
      p.maxOpen = p.baseOpen.plusSeconds(random.nextInt(1, 100));
      p.jitter = random.nextDouble(0, 0.5);
      p.stableAfter = Duration.ofSeconds(random.nextInt(0, 1000));
      p.probeJobs = random.nextInt(1, 8);
      p.probeNeed = random.nextInt(1, p.probeJobs + 1);
      p.probeTimeout = Duration.ofSeconds(random.nextInt(1, 120));
      p.drainTimeout = Duration.ofSeconds(random.nextInt(0, 60));
      p.rampStep = Duration.ofSeconds(random.nextInt(1, 20));
      p.rampStart = random.nextDouble(0.01, 1);
      p.slowRatio = random.nextDouble(0.1, 1);
      p.retryAfterMax = Duration.ofSeconds(random.nextInt(0, 900));
      p.healthInterval = random.nextInt(4) == 0 ? Duration.ofSeconds(random.nextInt(1, 20)) : null;
    });
  }

  /** What people can set over the API, the limits and what lies beyond them included. */
  static Policy accepted(SplittableRandom random) {
    while (true) {
      try {
        var layer = PolicyLayer.of(preset(random), raw(random));
        return BOOK.resolve("embedded/mail", layer).policy().breaker();
      } catch (PolicyException _) {
        // refused: another one
      }
    }
  }

  /** The same with a health probe. */
  static Policy withHealth(Policy policy, SplittableRandom random) {
    return PolicyParts.of(
        policy, p -> p.healthInterval = Duration.ofSeconds(random.nextInt(1, 600)));
  }

  private static String preset(SplittableRandom random) {
    return List.of("default", "noisy", "cautious").get(random.nextInt(3));
  }

  private static Map<String, Object> raw(SplittableRandom random) {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (var field : PolicyField.values()) {
      if (random.nextInt(3) == 0) {
        raw.put(field.key(), value(field, random));
      }
    }
    return raw;
  }

  private static Object value(PolicyField field, SplittableRandom random) {
    double part = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble(-0.002, 1.002);
    return switch (field.kind()) {
      case INTEGER -> Math.round(between(number(field.least()), number(field.greatest()), part));
      case NUMBER -> between(number(field.least()), number(field.greatest()), part);
      case DURATION ->
          Math.round(between(millis(field.least()), millis(field.greatest()), part)) + "ms";
      case SWITCHED_DURATION -> random.nextBoolean() ? "off" : "2s";
      case RULES -> List.of("class:Timeout");
      case TARGET -> random.nextBoolean() ? "" : "tcp://mail:25";
      case WORD -> field.least();
    };
  }

  private static double between(double least, double greatest, double part) {
    return least + part * (greatest - least);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static double millis(String text) {
    var parsed = dev.recloser.policy.Durations.parse(text);
    return parsed == null ? 0 : parsed.toMillis();
  }
}
