package dev.recloser.server.breakers;

import dev.recloser.server.store.Answers;
import dev.recloser.server.store.Answers.Answer;
import dev.recloser.server.web.ApiException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the same answer to a repeated command with the same key, and acts once. Two at the same
 * time with one key: the second waits. Striped locks guard the look-up, the act and the note of it.
 */
final class Idempotency {

  private static final int LONGEST_KEY = 100;
  private static final int STRIPES = 64;

  private final Answers answers;
  private final InstantSource clock;
  private final JsonMapper json;
  private final Object[] stripes = new Object[STRIPES];

  Idempotency(Answers answers, InstantSource clock, JsonMapper json) {
    this.answers = answers;
    this.clock = clock;
    this.json = json;
    Arrays.setAll(stripes, _ -> new Object());
  }

  /**
   * Acts, or repeats the answer.
   *
   * @param key what the client sent; null to act in any case
   * @param scope who does what to what; a key counts within it only
   */
  ResponseEntity<byte[]> once(@Nullable String key, String scope, Supplier<?> act) {
    if (key == null || key.isBlank()) {
      return entity(new Answer(HttpStatus.OK.value(), json.writeValueAsBytes(act.get())));
    }
    if (key.length() > LONGEST_KEY) {
      throw ApiException.invalid("Idempotency-Key", "has more than 100 characters");
    }
    var full = scope + " " + key;
    synchronized (stripes[Math.floorMod(full.hashCode(), STRIPES)]) {
      var known = answers.find(full, clock.instant());
      return entity(known.orElseGet(() -> kept(full, act)));
    }
  }

  private Answer kept(String key, Supplier<?> act) {
    var answer = new Answer(HttpStatus.OK.value(), json.writeValueAsBytes(act.get()));
    answers.keep(key, answer, clock.instant());
    return answer;
  }

  private static ResponseEntity<byte[]> entity(Answer answer) {
    return ResponseEntity.status(answer.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(answer.body());
  }
}
