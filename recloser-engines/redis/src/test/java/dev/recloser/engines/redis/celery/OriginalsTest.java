package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OriginalsTest {

  private final Originals originals = new Originals();

  private static Message message(String id, int retries, String body) {
    String raw =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "body",
                    body,
                    "content-type",
                    "application/json",
                    "headers",
                    Map.of("id", id, "task", "work", "retries", retries)));
    return Message.of(raw).orElseThrow();
  }

  @Test
  void keepsTheNewestAttempt() {
    originals.saw(message("a", 1, "second"));
    originals.saw(message("a", 0, "first"));

    assertThat(originals.message("a").orElseThrow()).contains("second");
  }

  @Test
  void aMessageIsBetterThanArguments() {
    originals.runs(
        "a", JsonMapper.shared().readTree("{\"name\":\"work\",\"args\":[1],\"kwargs\":{}}"));
    assertThat(originals.arguments("a")).isPresent();

    originals.saw(message("a", 0, "first"));

    assertThat(originals.message("a")).isPresent();
    assertThat(originals.arguments("a")).isEmpty();
  }

  @Test
  void argumentsThatAreNoJsonAreNotTaken() {
    originals.runs(
        "a", JsonMapper.shared().readTree("{\"name\":\"work\",\"args\":\"(1,)\",\"kwargs\":{}}"));

    assertThat(originals.arguments("a")).isEmpty();
  }

  @Test
  void forgetsTheOldestInsteadOfGrowing() {
    String body = "x".repeat(100_000);
    for (int index = 0; index < 1_000; index++) {
      originals.saw(message("job-" + index, 0, body));
    }
    assertThat(originals.letters()).isLessThanOrEqualTo(Originals.MOST_LETTERS);
    assertThat(originals.message("job-999")).isPresent();
    assertThat(originals.message("job-0")).isEmpty();

    for (int index = 0; index < 25_000; index++) {
      originals.saw(message("small-" + index, 0, ""));
    }
    assertThat(originals.count()).isEqualTo(Originals.MOST);
  }

  @Test
  void aHugeJobIsNotKept() {
    originals.saw(message("a", 0, "x".repeat(Originals.LARGEST)));

    assertThat(originals.count()).isZero();
    assertThat(originals.letters()).isZero();
  }

  @Test
  void whatIsOverTakesNoRoom() {
    originals.saw(message("a", 0, "x"));

    originals.forget("a");

    assertThat(originals.letters()).isZero();
  }
}
