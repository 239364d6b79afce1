package dev.recloser.engines.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recloser.engine.EngineSettings;
import dev.recloser.engines.redis.RedisUrl.Host;
import dev.recloser.testkit.MemoryDeadLetters;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

  @Test
  void readsTheShortestForm() {
    var url = RedisUrl.parse("redis://localhost");

    assertThat(url.hosts()).containsExactly(new Host("localhost", 6379));
    assertThat(url.database()).isZero();
    assertThat(url.tls()).isFalse();
    assertThat(url.account()).isNull();
  }

  @Test
  void readsUserPasswordDatabaseAndOptions() {
    var url = RedisUrl.parse("rediss://me:p%40ss+w@cache.example:6380/3?prefix=app%3A");

    assertThat(url.tls()).isTrue();
    assertThat(url.database()).isEqualTo(3);
    assertThat(url.options()).containsEntry("prefix", "app:");
    var account = Objects.requireNonNull(url.account());
    assertThat(account.user()).isEqualTo("me");
    assertThat(account.password()).isEqualTo("p@ss+w");
    assertThat(url + " " + account).doesNotContain("p@ss");
  }

  @Test
  void readsSentinels() {
    var url = RedisUrl.parse("sentinel://:secret@a:1,b/0?master-name=main");

    assertThat(url.hosts()).containsExactly(new Host("a", 1), new Host("b", 26379));
    assertThat(url.masterName()).isEqualTo("main");
    assertThat(url.options()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://",
        "redis://h:0",
        "redis://h:99999",
        "redis://h/x",
        "redis://secret@h",
        "redis://a,b",
        "sentinel://a",
        "redis://h?master-name=x",
        "redis://:se%zzcret@h"
      })
  void refusesWrongFormsWithoutShowingThem(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisUrl.parse(text))
        .withMessageStartingWith("a")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("se%zz", "secret@"));
  }

  @Test
  void unknownOptionsFailAtOnce() {
    var provider = new RedisProvider();
    var settings =
        new EngineSettings(
            "x",
            "celery+redis://h?prefx=a",
            Path.of("x"),
            0,
            _ -> false,
            InstantSource.system(),
            new MemoryDeadLetters());

    assertThat(provider.accepts(settings.url())).isTrue();
    assertThat(provider.accepts("redis://h")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.create(settings))
        .withMessageContaining("prefx");
  }
}
