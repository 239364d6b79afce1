package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.PolicyException;
import dev.recloser.policy.PolicyBook.FileLayer;
import dev.recloser.policy.PolicyBook.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which layer wins, and what is said about where a value comes from. */
class PolicyBookTest {

  private static final String MAIL = "embedded/mail";

  @Test
  void withoutLayersTheDefaultsHold() {
    var resolved = new PolicyBook(List.of()).resolve(MAIL);

    assertThat(resolved.policy()).isEqualTo(QueuePolicy.DEFAULTS);
    assertThat(resolved.preset()).isNull();
    assertThat(resolved.values()).containsOnlyKeys(PolicyField.values());
    assertThat(resolved.sources().values()).containsOnly(Source.DEFAULT);
    assertThat(resolved.api()).isEqualTo(PolicyLayer.EMPTY);
  }

  @Test
  void laterLayersOfTheFileWinAndTheApiWinsOverAll() {
    var book =
        new PolicyBook(
            List.of(
                file("*", null, Map.of("streak", 4, "min-volume", 30, "jitter", 0)),
                file("embedded/*", null, Map.of("streak", 5, "min-volume", 40)),
                file("redis/*", null, Map.of("streak", 99))));
    book.set(MAIL, PolicyLayer.of(null, Map.of("streak", 6)));

    var mail = book.resolve(MAIL);
    assertThat(mail.policy().breaker().streak()).isEqualTo(6);
    assertThat(mail.policy().breaker().minVolume()).isEqualTo(40);
    assertThat(mail.policy().breaker().jitter()).isZero();
    assertThat(mail.sources())
        .containsEntry(PolicyField.STREAK, Source.API)
        .containsEntry(PolicyField.MIN_VOLUME, Source.FILE)
        .containsEntry(PolicyField.JITTER, Source.FILE)
        .containsEntry(PolicyField.MAX_OPEN, Source.DEFAULT);
    assertThat(book.resolve("embedded/other").policy().breaker().streak()).isEqualTo(5);
    assertThat(book.resolve("redis/mail").policy().breaker().streak()).isEqualTo(99);
    assertThat(book.resolve("celery/mail").policy().breaker().streak()).isEqualTo(4);
  }

  @Test
  void aLayerMayNameManyQueues() {
    var layer = PolicyLayer.of(null, Map.of("streak", 4));
    var book = new PolicyBook(List.of(new FileLayer(List.of("a/*", "*/mail"), layer)));

    assertThat(book.resolve("a/x").policy().breaker().streak()).isEqualTo(4);
    assertThat(book.resolve("b/mail").policy().breaker().streak()).isEqualTo(4);
    assertThat(book.resolve("b/x").policy().breaker().streak()).isEqualTo(8);
  }

  @Test
  void aPresetStandsBelowTheFieldsOfItsLayerAndAboveLowerLayers() {
    var book =
        new PolicyBook(
            List.of(
                file("*", null, Map.of("min-volume", 10, "streak", 10)),
                file("*", "noisy", Map.of("streak", 12))));

    var resolved = book.resolve(MAIL);
    assertThat(resolved.preset()).isEqualTo(Preset.NOISY);
    assertThat(resolved.policy().breaker().minVolume()).isEqualTo(50);
    assertThat(resolved.policy().breaker().streak()).isEqualTo(12);
    assertThat(resolved.sources()).containsEntry(PolicyField.MIN_VOLUME, Source.PRESET);
  }

  @Test
  void anotherPresetReplacesTheOneBelow() {
    var book = new PolicyBook(List.of(file("*", "noisy", Map.of())));
    book.set(MAIL, PolicyLayer.of("cautious", Map.of()));

    var cautious = book.resolve(MAIL);
    assertThat(cautious.preset()).isEqualTo(Preset.CAUTIOUS);
    assertThat(cautious.policy().breaker().failureRatio()).isEqualTo(0.3);
    assertThat(cautious.policy().breaker().minVolume()).isEqualTo(20);

    book.set(MAIL, PolicyLayer.of("default", Map.of()));
    assertThat(book.resolve(MAIL).policy()).isEqualTo(QueuePolicy.DEFAULTS);
    assertThat(book.resolve(MAIL).preset()).isEqualTo(Preset.DEFAULT);
  }

  @Test
  void anEmptyLayerTakesBackWhatWasSet() {
    var book = new PolicyBook(List.of());
    book.set(MAIL, PolicyLayer.of("noisy", Map.of()));
    book.set(MAIL, PolicyLayer.EMPTY);

    assertThat(book.resolve(MAIL).sources().values()).containsOnly(Source.DEFAULT);
  }

  @Test
  void askingWhatWouldHoldChangesNothing() {
    var book = new PolicyBook(List.of());
    var layer = PolicyLayer.of(null, Map.of("streak", 4));

    assertThat(book.resolve(MAIL, layer).policy().breaker().streak()).isEqualTo(4);
    assertThat(book.resolve(MAIL, layer).api()).isEqualTo(layer);
    assertThat(book.resolve(MAIL).policy().breaker().streak()).isEqualTo(8);
  }

  @Test
  void fieldsThatContradictEachOtherAreRefusedOverTheApi() {
    var book = new PolicyBook(List.of(file("*", null, Map.of("max-open", "5s"))));

    assertThatThrownBy(() -> book.resolve(MAIL, PolicyLayer.of(null, Map.of("base_open", "6s"))))
        .isInstanceOf(PolicyException.class)
        .hasMessage("max_open must not be below base_open");
    assertThatThrownBy(() -> book.resolve(MAIL, PolicyLayer.of(null, Map.of("probe_need", 4))))
        .hasMessage("probe_need must be 1 to probe_jobs");
  }

  @Test
  void aLayerOfTheFileThatContradictsItselfStopsTheStart() {
    var layer = file("redis/*", null, Map.of("max-open", "5s", "base-open", "6s"));

    assertThatThrownBy(() -> new PolicyBook(List.of(layer)))
        .isInstanceOf(PolicyException.class)
        .hasMessage("max_open must not be below base_open");
  }

  /** Else the whole engine would be without guard because of one queue. */
  @Test
  void layersThatContradictOnlyTogetherStillGuardAndTheUpperOneWins() {
    var slow = Map.of("base-open", "5m", "max-open", "10m", "probe-jobs", 9, "probe-need", 9);
    var quick = Map.of("max-open", "2m", "probe-jobs", 4);
    var slowBelow = new PolicyBook(List.of(file("*", null, slow), file(MAIL, null, quick)));

    var mail = slowBelow.resolve(MAIL);
    assertThat(mail.policy().breaker().maxOpen()).isEqualTo(Duration.ofMinutes(2));
    assertThat(mail.policy().breaker().baseOpen()).isEqualTo(Duration.ofMinutes(2));
    assertThat(mail.policy().breaker().probeNeed()).isEqualTo(4);
    assertThat(mail.values()).containsEntry(PolicyField.BASE_OPEN, "2m");
    assertThat(slowBelow.resolve("embedded/x").policy().breaker().probeNeed()).isEqualTo(9);

    var api = new PolicyBook(List.of(file("*", null, Map.of("max-open", "5s"))));
    api.set(MAIL, PolicyLayer.of(null, Map.of("base_open", "30s")));
    assertThat(api.resolve(MAIL).policy().breaker().maxOpen()).isEqualTo(Duration.ofSeconds(30));
    assertThat(api.resolve(MAIL).sources()).containsEntry(PolicyField.MAX_OPEN, Source.API);
  }

  private static FileLayer file(String queues, @Nullable String preset, Map<String, ?> fields) {
    return new FileLayer(List.of(queues), PolicyLayer.of(preset, fields));
  }
}
