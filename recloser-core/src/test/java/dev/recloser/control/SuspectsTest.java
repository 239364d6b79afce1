package dev.recloser.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Suspect;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspectsTest {

  private final Suspects suspects = new Suspects();

  @Test
  void oneTypeThatFailsWhileOthersSucceedIsTheSuspect() {
    for (int i = 0; i < 20; i++) {
      add("newsletter.send", "w1", Kind.FAILURE);
      add("invoice.send", "w1", Kind.SUCCESS);
    }

    var suspect = Objects.requireNonNull(suspects.find());
    assertThat(suspect.kind()).isEqualTo(Suspect.Kind.TYPE);
    assertThat(suspect.name()).isEqualTo("newsletter.send");
    assertThat(suspect.failed()).isEqualTo(20);
  }

  @Test
  void anOutageThatBeganWithOneTypeIsNoSuspectAsSoonAsOthersFail() {
    for (int i = 0; i < 20; i++) {
      add("newsletter.send", "w1", Kind.FAILURE);
      add("invoice.send", "w1", Kind.SUCCESS);
    }
    add("invoice.send", "w1", Kind.FAILURE);

    assertThat(suspects.find()).isNull();
  }

  @Test
  void nobodyStandsOutInAnOutage() {
    for (int i = 0; i < 64; i++) {
      add("type" + i % 3, "w" + i % 4, Kind.FAILURE);
    }

    assertThat(suspects.find()).isNull();
  }

  @Test
  void aQueueWithOneTypeAndOneWorkerHasNoSuspect() {
    for (int i = 0; i < 64; i++) {
      add("mail.send", "w1", i % 2 == 0 ? Kind.FAILURE : Kind.SUCCESS);
    }

    assertThat(suspects.find()).isNull();
  }

  @Test
  void oneWorkerThatFailsWhileOthersSucceedIsTheSuspect() {
    for (int i = 0; i < 60; i++) {
      add(null, "w" + i % 3, i % 3 == 0 ? Kind.FAILURE : Kind.SUCCESS);
    }

    var suspect = Objects.requireNonNull(suspects.find());
    assertThat(suspect.kind()).isEqualTo(Suspect.Kind.WORKER);
    assertThat(suspect.name()).isEqualTo("w0");
  }

  private void add(@Nullable String type, String worker, Kind kind) {
    var at = Instant.EPOCH;
    suspects.add(new Outcome("mail", "job", 1, false, kind, null, worker, at, at, 0, type));
  }
}
