package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RevivalTest {

  /** A third attempt, as kombu 5.2 puts one back that a worker had not acknowledged. */
  private static final String ORIGINAL =
      """
      {"body": "gASVBQAAAAAAAACMAXiULg==", "content-encoding": "binary",
       "content-type": "application/x-python-serialize",
       "headers": {"lang": "py", "task": "work", "id": "a", "retries": 2, "eta": "2026-01-01T00:00:00Z",
         "expires": "2026-01-01T00:00:00Z", "timelimit": [1.5, null], "redelivered": true,
         "stamps": {"x": 1}},
       "properties": {"correlation_id": "a", "reply_to": "r", "delivery_mode": 2, "priority": 7,
         "delivery_info": {"exchange": "", "routing_key": "mail", "redelivered": true},
         "body_encoding": "base64", "delivery_tag": "old"}}
      """;

  private static JsonNode revived() {
    return JsonMapper.shared().readTree(Revival.of(ORIGINAL).orElseThrow());
  }

  @Test
  void attemptsCountFromTheStartAndDatesAreGone() {
    var headers = revived().path("headers");

    assertThat(headers.path("retries").asInt()).isZero();
    assertThat(headers.path("eta").isNull()).isTrue();
    assertThat(headers.path("expires").isNull()).isTrue();
    assertThat(headers.has("redelivered")).isFalse();
  }

  @Test
  void theRestStaysAsItWasAlsoWhatIsNoJson() {
    var message = revived();

    assertThat(message.path("body").asString()).isEqualTo("gASVBQAAAAAAAACMAXiULg==");
    assertThat(message.path("headers").path("id").asString()).isEqualTo("a");
    assertThat(message.path("headers").path("timelimit")).hasToString("[1.5,null]");
    assertThat(message.path("headers").path("stamps")).hasToString("{\"x\":1}");
    assertThat(message.path("properties").path("reply_to").asString()).isEqualTo("r");
    assertThat(Revival.priority(ORIGINAL)).isEqualTo(7);
  }

  @Test
  void itIsANewDelivery() {
    var properties = revived().path("properties");

    assertThat(properties.path("delivery_tag").asString()).isNotEqualTo("old").isNotEmpty();
    assertThat(properties.path("delivery_info").has("redelivered")).isFalse();
  }

  @Test
  void aBodyThatIsNotWhatItSaysIsRefused() {
    assertThat(Revival.of(ORIGINAL.replace("gASVBQAAAAAAAACMAXiULg==", "%%%"))).isEmpty();
  }
}
