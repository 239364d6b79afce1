package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineProvider;
import dev.recloser.engines.artemis.remote.RemoteUrl;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

  @Test
  void theProviderIsFoundAndKnowsItsUrls() {
    var provider =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(ArtemisProvider.class::isInstance)
            .findFirst()
            .orElseThrow();

    assertThat(provider.accepts("embedded")).isTrue();
    assertThat(provider.accepts("embedded?max-attempts=5")).isTrue();
    assertThat(provider.accepts("tcp://host:61616")).isTrue();
    assertThat(provider.accepts("embedded2")).isFalse();
    assertThat(provider.accepts("celery+redis://host")).isFalse();
  }

  @Test
  void anEmbeddedUrlHasDefaultsAndOptions() {
    assertThat(EmbeddedUrl.parse("embedded"))
        .isEqualTo(new EmbeddedUrl(10, Duration.ofSeconds(2), Duration.ofSeconds(30)));
    assertThat(
            EmbeddedUrl.parse(
                "embedded?max-attempts=5&redelivery-delay=100ms&max-redelivery-delay=1m"))
        .isEqualTo(new EmbeddedUrl(5, Duration.ofMillis(100), Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "embedded?max-attempts=0",
        "embedded?max-attempts=many",
        "embedded?redelivery-delay=2",
        "embedded?max-redelivery-delay=1s",
        "embedded?colour=red",
        "embedded?max-attempts"
      })
  void aWrongEmbeddedUrlSaysWhatIsWrong(String url) {
    assertThatThrownBy(() -> EmbeddedUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(max-attempts|redelivery-delay|colour).*");
  }

  @Test
  void aRemoteUrlHidesItsPassword() {
    var url = RemoteUrl.parse("tcp://admin:p%40ss:word@broker.example:61616");

    assertThat(url).hasToString("broker.example:61616");
    assertThat(url.user()).isEqualTo("admin");
    assertThat(url.password()).isEqualTo("p@ss:word");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://", "tcp://host", "tcp://u:secret@host", "tcp://u:secret@ho st:1"})
  void aWrongRemoteUrlIsNotRepeated(String url) {
    assertThatThrownBy(() -> RemoteUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }
}
