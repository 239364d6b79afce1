package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queues with tasks of one name: failures are known, successes are not. */
class SharesTest {

  private static final List<String> QUEUES = List.of("billing", "llm", "mail", "webhooks");
  private static final Set<String> ALL = Set.copyOf(QUEUES);

  private final Shares shares = new Shares();
  private final Random random = new Random(42);
  private final Map<String, Integer> guessed = new HashMap<>();

  /** As many attempts, each of a queue by chance; the share of them that fails, by queue. */
  private void attempts(int count, Map<String, Double> failing) {
    for (int i = 0; i < count; i++) {
      var queue = QUEUES.get(random.nextInt(QUEUES.size()));
      if (random.nextDouble() < failing.getOrDefault(queue, 0.0)) {
        shares.known("work", ALL, queue, false);
      } else {
        guessed.merge(shares.guess("work", ALL), 1, Integer::sum);
      }
    }
  }

  @Test
  void successesAreSharedOutAlikeAsLongAsNothingElseIsKnown() {
    attempts(1_000, Map.of());

    assertThat(guessed.values()).hasSize(4).allSatisfy(it -> assertThat(it).isEqualTo(250));
  }

  @Test
  void aQueueThatAlwaysFailsGetsNoSuccessOfTheOthers() {
    attempts(1_000, Map.of());
    guessed.clear();

    attempts(1_000, Map.of("mail", 1.0));

    assertThat(guessed.getOrDefault("mail", 0)).isLessThan(40);
    assertThat(guessed.get("billing")).isBetween(220, 290);
  }

  @Test
  void afterAnOutageAQueueGetsItsShareAgain() {
    attempts(1_000, Map.of("mail", 1.0));
    guessed.clear();

    attempts(1_000, Map.of());

    assertThat(guessed.get("mail")).isBetween(210, 270);
  }

  @Test
  void aFewFailuresLeaveAQueueItsSuccesses() {
    attempts(2_000, Map.of("mail", 0.1));

    assertThat(guessed.get("mail")).isBetween(380, 500);
  }

  @Test
  void whatIsKnownByChanceTellsTheShares() {
    for (int i = 0; i < 900; i++) {
      shares.known("work", ALL, "mail", true);
    }
    for (int i = 0; i < 100; i++) {
      shares.known("work", ALL, "llm", true);
    }

    attempts(1_000, Map.of());

    assertThat(guessed.get("mail")).isBetween(800, 920);
    assertThat(guessed.get("billing")).isLessThan(40);
  }

  @Test
  void aQueueThatIsNotAmongThemGetsNothing() {
    attempts(100, Map.of());

    for (int i = 0; i < 100; i++) {
      assertThat(shares.guess("work", Set.of("billing", "llm"))).isNotEqualTo("mail");
    }
    shares.known("work", Set.of("billing"), "mail", true);
    assertThat(shares.guess("work", Set.of("billing"))).isEqualTo("billing");
  }
}
