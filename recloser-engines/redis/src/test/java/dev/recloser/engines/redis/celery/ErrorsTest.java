package dev.recloser.engines.redis.celery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Outcome.ErrorText;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ErrorsTest {

  @Test
  void takesTheFullClassNameAndThePlainTextFromTheTraceback() {
    var traceback =
        """
        Traceback (most recent call last):
          File "x.py", line 1, in work
        requests.exceptions.ConnectionError: no route
        to host
        """;

    assertThat(Errors.of("ConnectionError('no route\\nto host')", traceback))
        .isEqualTo(new ErrorText("requests.exceptions.ConnectionError", "no route\nto host"));
  }

  @Test
  void findsTheCauseOfARetry() {
    var traceback =
        """
        OSError: upstream 503

        During handling of the above exception, another exception occurred:

        celery.exceptions.Retry: Retry in 2s: OSError('upstream 503')
        """;

    assertThat(Errors.of("OSError('upstream 503')", traceback))
        .isEqualTo(new ErrorText("OSError", "upstream 503"));
  }

  @Test
  void readsTheReprWhenThereIsNoTraceback() {
    assertThat(Errors.of("OSError('x')", "")).isEqualTo(new ErrorText("OSError", "x"));
  }

  @Test
  void looksBehindTheWrapperOfAKilledChild() {
    assertThat(
            Errors.of(
                "ExceptionWithTraceback()",
                "Traceback\nbilliard.einfo.X\nbilliard.exceptions.WorkerLostError: signal 9"))
        .isEqualTo(new ErrorText("billiard.exceptions.WorkerLostError", "signal 9"));
  }

  @Test
  void readsTheErrorOfAResult() {
    var json = JsonMapper.shared();

    assertThat(
            Errors.ofResult(
                json.readTree(
                    "{\"exc_type\":\"OSError\",\"exc_message\":[\"no\",7],\"exc_module\":\"builtins\"}")))
        .isEqualTo(new ErrorText("OSError", "no, 7"));
    assertThat(
            Errors.ofResult(
                json.readTree(
                    "{\"exc_type\":\"Timeout\",\"exc_message\":\"late\",\"exc_module\":\"requests\"}")))
        .isEqualTo(new ErrorText("requests.Timeout", "late"));
  }

  @Test
  void keepsWhatItCannotRead() {
    assertThat(Errors.of("strange", "")).isEqualTo(new ErrorText(null, "strange"));
  }
}
