package dev.recloser.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTargetTest {

  @ParameterizedTest
  @CsvSource({
    "https://mail.example, https, mail.example, 443, ''",
    "http://mail.example/health?deep=1, http, mail.example, 80, /health?deep=1",
    "HTTP://Mail.example:8080/a%20b, http, Mail.example, 8080, /a%20b",
    "http://10.0.0.7:1/, http, 10.0.0.7, 1, /",
    "https://[::1]:65535/x, https, [::1], 65535, /x",
    "tcp://mail.example:25, tcp, mail.example, 25, ''",
    "http://mail.example:/x, http, mail.example, 80, /x",
  })
  void readsSchemeHostPortAndPath(String text, String scheme, String host, int port, String path) {
    var target = HealthTarget.of(text);

    assertThat(target).isEqualTo(new HealthTarget(scheme, host, port, path));
    assertThat(HealthTarget.of(target.toString())).as("its own form").isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example",
        "mail.example:25",
        "//mail.example/",
        "/health",
        "file:///etc/passwd",
        "ftp://mail.example/",
        "gopher://mail.example:70/x",
        "jar:http://mail.example!/x",
        "javascript:alert(1)",
        "http:mail.example",
        "http:///health",
        "http://:80/",
        "http://user@mail.example/",
        "http://user:secret@mail.example/",
        "http://@mail.example/",
        "http://allowed.example@169.254.169.254/",
        "http://mail.example#allowed.example",
        "http://mail.example/#",
        "http://mail.example:0/",
        "http://mail.example:65536/",
        "http://mail.example:99999999999/",
        "http://mail.example:-1/",
        "http://mail.example:80:90/",
        "http://mail example/",
        "http://mail.example/a b",
        "http://mail.example/\r\nHost: other",
        "http://mail.example\\@other/",
        "http://[::1/",
        "http://under_score/",
        "http://mail.example/%zz",
        "tcp://mail.example",
        "tcp://mail.example:25/",
        "tcp://mail.example:25?x",
        "tcp://mail.example:25#x",
        "tcp://user@mail.example:25",
      })
  void anythingOddIsRefused(String text) {
    assertThatThrownBy(() -> HealthTarget.of(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aNewlineNeverGetsIntoThePath() {
    assertThat(HealthTarget.of("http://mail.example/a%0d%0ab").path()).isEqualTo("/a%0d%0ab");
  }
}
