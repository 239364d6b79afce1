package dev.recloser.server.replay;

import dev.recloser.breaker.PolicyException;
import dev.recloser.control.Control;
import dev.recloser.control.QueueId;
import dev.recloser.control.Replay;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Success;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tries rules on what was recorded; changes nothing. */
@RestController
final class ReplayController {

  private static final int USUAL_HOURS = 24;

  private final Replays replays;
  private final Control control;
  private final InstantSource clock;

  ReplayController(Replays replays, Control control, InstantSource clock) {
    this.replays = replays;
    this.control = control;
    this.clock = clock;
  }

  record Question(@Nullable Map<String, Object> fields, @Nullable Integer hours) {}

  record ReplayJson(
      Instant from,
      Instant to,
      int seconds,
      List<OpeningJson> openings,
      long spared,
      long heldMs,
      String note) {}

  record OpeningJson(Instant at, @Nullable Instant until, String cause, long spared) {}

  @PostMapping("/api/v1/queues/{engine}/{queue}/policy/replay")
  Success<ReplayJson> replay(
      @PathVariable String engine,
      @PathVariable String queue,
      @RequestBody(required = false) @Nullable Question question) {
    var id = new QueueId(engine, queue);
    Integer wanted = question == null ? null : question.hours();
    int hours = wanted == null ? USUAL_HOURS : wanted;
    if (hours < 1 || hours > Replays.MOST_HOURS) {
      throw ApiException.invalid("hours", "must be 1 to 168");
    }
    if (!replays.knows(id)) {
      var _ = control.queue(id); // one that did nothing yet is known all the same
    }
    Map<String, Object> fields =
        question == null || question.fields() == null ? Map.of() : question.fields();
    try {
      return Success.of(json(replays.run(id, fields, hours, clock.instant())));
    } catch (PolicyException e) {
      throw new ApiException(
          HttpStatus.BAD_REQUEST,
          "invalid_policy",
          String.valueOf(e.getMessage()),
          Map.of("field", e.field()));
    }
  }

  private static ReplayJson json(Replay.Result result) {
    return new ReplayJson(
        result.from(),
        result.to(),
        result.seconds(),
        result.openings().stream()
            .map(o -> new OpeningJson(o.at(), o.until(), o.cause(), o.spared()))
            .toList(),
        result.spared(),
        result.held().toMillis(),
        result.note());
  }
}
