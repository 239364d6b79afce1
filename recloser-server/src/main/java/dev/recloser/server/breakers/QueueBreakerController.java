package dev.recloser.server.breakers;

import dev.recloser.breaker.Mode;
import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.Control;
import dev.recloser.control.QueueId;
import dev.recloser.server.auth.Caller;
import dev.recloser.server.queues.BreakerJson;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Reasons;
import dev.recloser.server.web.Success;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Commands to the breaker of one queue. */
@RestController
@RequestMapping("/api/v1/queues/{engine}/{queue}/breaker")
final class QueueBreakerController {

  private final Control control;
  private final Idempotency idempotency;
  private final InstantSource clock;

  QueueBreakerController(Control control, Idempotency idempotency, InstantSource clock) {
    this.control = control;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * What comes with a command.
   *
   * @param mode only for {@code /mode}
   */
  record Order(
      @Nullable String reason,
      @Nullable Instant until,
      @Nullable Long expectedVersion,
      @Nullable String mode) {
    static final Order EMPTY = new Order(null, null, null, null);
  }

  record Answer(
      boolean success,
      String previousState,
      String currentState,
      String message,
      Instant timestamp,
      BreakerJson breaker) {}

  @PostMapping("/{command}")
  ResponseEntity<byte[]> command(
      @PathVariable String engine,
      @PathVariable String queue,
      @PathVariable String command,
      @RequestBody(required = false) @Nullable Order body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal Caller caller) {
    var order = body == null ? Order.EMPTY : body;
    var wanted =
        new Command.Order(
            parsed(command, order),
            caller.name(),
            Reasons.checked(order.reason()),
            order.expectedVersion());
    var id = new QueueId(engine, queue);
    var scope = caller.name() + " " + id + " " + command;
    return idempotency.once(key, scope, () -> answer(control.command(id, wanted)));
  }

  private Command parsed(String command, Order order) {
    return switch (command) {
      case "open" -> new Command.HoldOpen(future(order.until()));
      case "close" -> new Command.Close();
      case "force-close" -> new Command.ForceClose(end(order.until()));
      case "probe" -> new Command.Probe();
      case "mode" -> new Command.ChangeMode(mode(order.mode()));
      default -> throw ApiException.notFound("not_found", "No such command: " + command + ".");
    };
  }

  private @Nullable Instant future(@Nullable Instant until) {
    if (until != null && !until.isAfter(clock.instant())) {
      throw ApiException.invalid("until", "must be in the future");
    }
    return until;
  }

  private Instant end(@Nullable Instant until) {
    var end = future(until);
    if (end == null) {
      throw ApiException.invalid("until", "is required: a queue without protection needs an end");
    }
    return end;
  }

  private static Mode mode(@Nullable String word) {
    for (var mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    throw ApiException.invalid("mode", "must be active, observe or off");
  }

  private static Success<Answer> answer(CommandResult result) {
    var breaker = result.breaker();
    if (breaker == null) {
      throw new IllegalStateException("a queue's command answers with its breaker");
    }
    var json = BreakerJson.of(breaker);
    if (result.kind() == CommandResult.Kind.CONFLICT) {
      throw new ApiException(
          HttpStatus.CONFLICT, "version_conflict", result.message(), Map.of("breaker", json));
    }
    return Success.of(
        new Answer(
            result.kind() == CommandResult.Kind.DONE,
            MainAnswer.word(result.wasOpen()),
            MainAnswer.word(result.isOpen()),
            result.message(),
            result.at(),
            json));
  }
}
