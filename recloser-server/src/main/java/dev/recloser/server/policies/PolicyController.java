package dev.recloser.server.policies;

import dev.recloser.breaker.PolicyException;
import dev.recloser.control.Command;
import dev.recloser.control.CommandResult;
import dev.recloser.control.Control;
import dev.recloser.control.QueueId;
import dev.recloser.policy.PolicyField;
import dev.recloser.policy.PolicyLayer;
import dev.recloser.server.auth.Caller;
import dev.recloser.server.web.ApiException;
import dev.recloser.server.web.Reasons;
import dev.recloser.server.web.Success;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The policy of one queue's breaker. */
@RestController
@RequestMapping("/api/v1/queues/{engine}/{queue}/policy")
final class PolicyController {

  private final Control control;
  private final HealthHosts healthHosts;

  PolicyController(Control control, HealthHosts healthHosts) {
    this.control = control;
    this.healthHosts = healthHosts;
  }

  /**
   * What to set over the API; it replaces what was set there before.
   *
   * @param fields values by key; what is not named comes from the file or the defaults
   */
  record Change(
      @Nullable String preset,
      @Nullable Map<String, Object> fields,
      @Nullable String reason,
      @Nullable Long expectedVersion) {}

  @GetMapping
  Success<PolicyJson> policy(@PathVariable String engine, @PathVariable String queue) {
    return Success.of(json(new QueueId(engine, queue)));
  }

  @PutMapping
  Success<PolicyJson> change(
      @PathVariable String engine,
      @PathVariable String queue,
      @RequestBody Change change,
      @AuthenticationPrincipal Caller caller) {
    var id = new QueueId(engine, queue);
    CommandResult result;
    try {
      var layer =
          PolicyLayer.of(change.preset(), change.fields() == null ? Map.of() : change.fields());
      healthHosts.check(layer.values().get(PolicyField.HEALTH_PROBE));
      var order =
          new Command.Order(
              new Command.ChangePolicy(layer),
              caller.name(),
              Reasons.checked(change.reason()),
              change.expectedVersion());
      result = control.command(id, order);
    } catch (PolicyException e) {
      throw new ApiException(
          HttpStatus.BAD_REQUEST,
          "invalid_policy",
          String.valueOf(e.getMessage()),
          Map.of("field", e.field()));
    }
    if (result.kind() == CommandResult.Kind.CONFLICT) {
      throw new ApiException(
          HttpStatus.CONFLICT, "version_conflict", result.message(), Map.of("policy", json(id)));
    }
    return Success.of(json(id));
  }

  private PolicyJson json(QueueId id) {
    var rules = control.policy(id);
    var detail = control.queue(id);
    var engine =
        control.snapshot().engines().stream()
            .filter(status -> status.id().equals(id.engine()))
            .findAny()
            .orElseThrow();
    var warnings = PolicyWarnings.of(rules.policy(), engine.info(), detail.queue());
    long version = detail.queue().breaker().version();
    return PolicyJson.of(id.toString(), version, rules, warnings);
  }
}
