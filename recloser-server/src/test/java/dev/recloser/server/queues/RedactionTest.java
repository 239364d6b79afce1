package dev.recloser.server.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {

  private final Redaction redaction = new Redaction(JsonMapper.builder().build());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\":\"ann\",\"password\":\"hunter2\"}      | {\"user\":\"ann\",\"password\":\"***\"}",
        "{\"a\":{\"b\":[{\"apiKey\":\"hunter2\"}]}}       | {\"a\":{\"b\":[{\"apiKey\":\"***\"}]}}",
        "{\"secret\":{\"deep\":\"hunter2\"}}              | {\"secret\":\"***\"}",
        "{\"ACCESS_TOKEN\":12345}                         | {\"ACCESS_TOKEN\":\"***\"}",
        "{\"x\":\"{\\\"token\\\":\\\"hunter2\\\"}\"}      | {\"x\":\"{\\\"token\\\":\\\"***\\\"}\"}",
        "[1,true,null,\"plain\"]                          | [1,true,null,\"plain\"]",
        "{\"amount\":12.50}                               | {\"amount\":12.50}"
      })
  void hidesSecretsInJson(String body, String shown) {
    assertThat(redaction.text(body)).isEqualTo(shown);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "password=hunter2 next=1",
        "DB_PASSWORD: hunter2",
        "Authorization: Bearer hunter2",
        "authorization: basic hunter2",
        "x-api-key=hunter2",
        "{\"cut\":1,\"token\":\"hunter2",
        "{\"cut\":1,\"client_secret\" : \"hunter2\", \"more\":",
        "login with secret = \"hunter2\"",
        "{\"nested\":\"password=hunter2\"}"
      })
  void hidesSecretsInText(String body) {
    assertThat(redaction.text(body)).doesNotContain("hunter2").contains("***");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "  ", "plain text", "{", "order 12 of customer 7", "<xml/>"})
  void leavesTheRestAlone(String body) {
    assertThat(redaction.text(body)).isEqualTo(body);
  }

  @Test
  void hidesPropertiesByNameAndByContent() {
    var shown =
        redaction.properties(
            Map.of(
                "tenant",
                "eu",
                "x-auth-token",
                "hunter2",
                "payload",
                "{\"password\":\"hunter2\"}"));

    assertThat(shown)
        .containsEntry("tenant", "eu")
        .containsEntry("x-auth-token", "***")
        .containsEntry("payload", "{\"password\":\"***\"}");
  }

  /** What Celery shows of arguments. */
  @Test
  void hidesWhatPythonWrites() {
    assertThat(redaction.text("({'to': 'ann', 'password': 'hunter2, too', 'n': 1},) {}"))
        .isEqualTo("({'to': 'ann', 'password': ***, 'n': 1},) {}");
    assertThat(redaction.text("{'api_key': 'a\\'hunter2', 'n': 1}"))
        .isEqualTo("{'api_key': ***, 'n': 1}");
    assertThat(redaction.text("{'token': 'cut hunter2")).doesNotContain("hunter2");
  }

  @Test
  void survivesJsonNestedWithoutEnd() {
    assertThatNoException().isThrownBy(() -> redaction.text("[".repeat(2_000)));
    assertThatNoException()
        .isThrownBy(() -> redaction.text("[".repeat(500) + "1" + "]".repeat(500)));
    assertThat(redaction.text("[".repeat(25) + "\"password=hunter2\"" + "]".repeat(25)))
        .doesNotContain("hunter2");
  }

  /** Garbage made of the parts that the patterns look for: a slow pattern would run for hours. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void garbageIsRedactedAsFastAsAnythingElse(long seed) {
    var parts =
        new String[] {
          "password", "token", "-", "_", "a", " ", ":", "=", "\"", "'", "\\", "{", "bearer "
        };
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      var text = new StringBuilder();
      while (text.length() < 2_000) {
        text.append(parts[random.nextInt(parts.length)].repeat(1 + random.nextInt(40)));
      }
      var garbage = text.substring(0, 2_000);

      assertThat(redaction.text(garbage)).isNotNull();
    }
  }
}
