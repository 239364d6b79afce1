package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.Journal;
import dev.recloser.control.QueueId;
import dev.recloser.control.Recorded;
import dev.recloser.server.auth.Role;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replays over HTTP. */
class ReplayTest {

  private static final QueueId MAIL = new QueueId("away", "mail/eu");
  private static final String PATH = "/api/v1/queues/away/mail%2Feu/policy/replay";

  @RegisterExtension static final RunningServer SERVER = RunningServer.withEngineDown();

  @BeforeAll
  static void anOutageIsRecorded() {
    List<Recorded> seconds = new ArrayList<>();
    long end = SERVER.bean(InstantSource.class).instant().getEpochSecond() - 10;
    for (int i = 600; i > 0; i--) {
      boolean down = i < 500 && i > 300;
      seconds.add(new Recorded(MAIL, end - i, down ? 0 : 20, down ? 20 : 0));
    }
    SERVER.bean(Journal.class).record(seconds);
  }

  @Test
  void aViewerMayTryTheRulesOnThePast() {
    var answer = ask(PATH, "{\"hours\":1}").hasStatus(200);

    assertThat(answer.fields("/data"))
        .containsExactly("from", "to", "seconds", "openings", "spared", "held_ms", "note");
    assertThat(answer.fields("/data/openings/0")).containsExactly("at", "until", "cause", "spared");
    assertThat(answer.at("/data/seconds").intValue()).isEqualTo(600);
    assertThat(answer.at("/data/openings")).hasSize(1);
    assertThat(answer.at("/data/spared").longValue()).isGreaterThan(3_500);
  }

  @Test
  void bodyAndHoursMayBeLeftOut() {
    assertThat(ask(PATH, null).hasStatus(200).at("/data/openings")).hasSize(1);
    assertThat(ask(PATH, "{}").hasStatus(200).at("/data/openings")).hasSize(1);
  }

  @Test
  void refusesABadQuestion() {
    ask(PATH, "{\"hours\":0}").isInvalid("hours");
    ask(PATH, "{\"hours\":169}").isInvalid("hours");
    ask(PATH, "{\"nonsense\":1}").isInvalid("nonsense");
    ask(PATH, "{\"fields\":{\"nonsense\":1}}").isError(400, "invalid_policy");
    ask("/api/v1/queues/away/none/policy/replay", "{}").isError(404, "queue_not_found");
    SERVER.send("POST", PATH, "{}", null).isError(401, "unauthorized");
  }

  private static Answer ask(String path, @Nullable String body) {
    return SERVER.send("POST", path, body, SERVER.token(Role.VIEWER));
  }
}
