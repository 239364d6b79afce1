package dev.recloser.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.server.store.Store;
import dev.recloser.server.store.TokenTable;
import dev.recloser.testkit.memory.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

  private static final String GIVEN = "rcl_given_by_the_operator_0123";

  private final VirtualClock clock = new VirtualClock();
  @TempDir private Path data;
  private Store store;
  private Tokens tokens;

  @BeforeEach
  void open() {
    store = Store.open(data);
    tokens = new Tokens(new TokenTable(store), clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void makesAnAdminOnceAndPrintsItOnce() {
    var made = tokens.ensureAdmin(null).orElseThrow();

    assertThat(made).matches("rcl_[A-Za-z0-9_-]{43}");
    assertThat(tokens.caller(made).orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(tokens.ensureAdmin(null)).isEmpty();
    assertThat(reopened().ensureAdmin(null)).isEmpty();
  }

  @Test
  void aGivenAdminReplacesTheFormerOne() {
    var former = tokens.ensureAdmin(null).orElseThrow();

    assertThat(tokens.ensureAdmin(GIVEN)).isEmpty();

    assertThat(tokens.caller(GIVEN)).isPresent();
    assertThat(tokens.caller(former)).isEmpty();
    assertThat(reopened().caller(former)).isEmpty();
  }

  @Test
  void aSessionEndsAfterTwelveHours() {
    var session = tokens.signIn(operator()).orElseThrow();

    clock.move(Duration.ofHours(12).minusMillis(1));
    assertThat(tokens.caller(session.secret())).isPresent();
    clock.move(Duration.ofMillis(1));
    assertThat(tokens.caller(session.secret())).isEmpty();
  }

  @Test
  void sessionsAndTokensSurviveARestart() {
    var operator = operator();
    var session = tokens.signIn(operator).orElseThrow();

    var after = reopened();

    assertThat(after.caller(operator).orElseThrow().name()).isEqualTo("operator");
    assertThat(after.caller(session.secret()).orElseThrow().expiresAt())
        .isEqualTo(session.caller().expiresAt());
  }

  @Test
  void aDeletedTokenAndItsSessionsStayGoneOverARestart() {
    tokens.ensureAdmin(GIVEN);
    var operator = operator();
    var session = tokens.signIn(operator).orElseThrow();
    var id = tokens.list().stream().filter(t -> t.name().equals("operator")).findFirst();

    assertThat(tokens.delete(id.orElseThrow().id())).isPresent();

    assertThat(tokens.caller(operator)).isEmpty();
    assertThat(tokens.caller(session.secret())).isEmpty();
    assertThat(reopened().caller(session.secret())).isEmpty();
  }

  @Test
  void theLastAdminCannotBeDeleted() {
    tokens.ensureAdmin(GIVEN);
    assertThatThrownBy(() -> tokens.delete("admin")).hasMessageContaining("last admin");

    tokens.make("second", Role.ADMIN);

    assertThat(tokens.delete("admin")).isPresent();
  }

  @Test
  void namesAreTakenOnce() {
    operator();

    assertThatThrownBy(this::operator).hasMessageContaining("operator");
  }

  @Test
  void useIsNotedAtMostOnceAMinute() {
    var operator = operator();
    assertThat(tokens.caller(operator)).isPresent();
    var first = tokens.list().getFirst().lastUsedAt();

    clock.move(Duration.ofSeconds(30));
    assertThat(tokens.caller(operator)).isPresent();
    assertThat(tokens.list().getFirst().lastUsedAt()).isEqualTo(first);
    clock.move(Duration.ofSeconds(31));
    assertThat(tokens.caller(operator)).isPresent();
    assertThat(tokens.list().getFirst().lastUsedAt()).isEqualTo(clock.instant());
  }

  @Test
  void triesAreCountedPerMinuteAndKey() {
    var attempts = new Attempts(clock, 2);

    assertThat(attempts.allow("a")).isTrue();
    assertThat(attempts.allow("a")).isTrue();
    assertThat(attempts.allow("a")).isFalse();
    assertThat(attempts.allow("b")).isTrue();
    clock.move(Duration.ofMinutes(1));
    assertThat(attempts.allow("a")).isTrue();
  }

  private String operator() {
    return tokens.make("operator", Role.OPERATOR).secret();
  }

  private Tokens reopened() {
    return new Tokens(new TokenTable(store), clock);
  }
}
