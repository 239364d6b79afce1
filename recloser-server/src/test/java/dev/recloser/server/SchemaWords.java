package dev.recloser.server;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that a text field may hold, where they are few. */
final class SchemaWords {

  private static final List<String> OPEN_CLOSED = List.of("open", "closed");
  private static final List<String> ROLES = List.of("viewer", "operator", "admin");
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("Success.status", List.of("success")),
          Map.entry("ApiError.status", List.of("error")),
          Map.entry("CircuitBreakerStatus.state", OPEN_CLOSED),
          Map.entry("CircuitBreakerMetadata.source", List.of("manual", "none")),
          Map.entry("CircuitBreakerAnswer.previous_state", OPEN_CLOSED),
          Map.entry("CircuitBreakerAnswer.current_state", OPEN_CLOSED),
          Map.entry("BreakerAnswer.previous_state", OPEN_CLOSED),
          Map.entry("BreakerAnswer.current_state", OPEN_CLOSED),
          Map.entry("BreakerOrder.mode", List.of("active", "observe", "off")),
          Map.entry("Breaker.state", OPEN_CLOSED),
          Map.entry("Breaker.phase", List.of("closed", "open", "probing", "ramping")),
          Map.entry("Breaker.lock", List.of("none", "forced_open", "forced_closed")),
          Map.entry("Breaker.mode", List.of("active", "observe", "off")),
          Map.entry(
              "BreakerCause.rule",
              List.of("rate", "streak", "slow", "probe_failed", "ramp_failed")),
          Map.entry("Incident.state", List.of("open", "probing", "ramping", "closed")),
          Map.entry(
              "IncidentCause.rule",
              List.of("rate", "streak", "slow", "probe_failed", "ramp_failed")),
          Map.entry("Withheld.kind", List.of("type_suspect", "worker_suspect")),
          Map.entry("Field.source", List.of("default", "preset", "file", "api")),
          Map.entry("Group.source", List.of("file", "api")),
          Map.entry("Field.type", List.of("integer", "number", "duration", "list", "word")),
          Map.entry("Pause.by", List.of("recloser", "external")),
          Map.entry("Engine.status", List.of("up", "down", "starting")),
          Map.entry(
              "Capability.name",
              List.of(
                  "DISCOVER",
                  "COUNT",
                  "AGE",
                  "HOLD",
                  "GRANT",
                  "OUTCOMES",
                  "BROWSE",
                  "RETRY",
                  "REMOVE",
                  "PROMOTE",
                  "WORKERS",
                  "SEND")),
          Map.entry(
              "Capability.level",
              List.of(
                  "exact",
                  "bounded",
                  "none",
                  "yes",
                  "per_attempt",
                  "final_only",
                  "per_attempt_no_error_text")),
          Map.entry(
              "Attention.rule",
              List.of(
                  "engine_down",
                  "open",
                  "probing",
                  "held_without_end",
                  "paused_outside",
                  "drift",
                  "no_workers",
                  "engine_notice",
                  "disk_full",
                  "contested",
                  "wedged",
                  "observe_would_open",
                  "type_suspect",
                  "worker_suspect",
                  "correlated")),
          Map.entry("Redrive.state", List.of("dry_run", "running", "waiting", "stopped", "done")),
          Map.entry("Attention.severity", List.of("red", "amber")),
          Map.entry(
              "Rule.name", List.of("failure_ratio", "outcomes", "distinct_jobs", "span", "streak")),
          Map.entry("Interval.phase", List.of("open", "probing", "ramping", "main")),
          Map.entry(
              "Job.state",
              List.of("waiting", "running", "scheduled", "retrying", "dead", "completed")),
          Map.entry("JobRedrive.kind", List.of("exact", "rebuilt", "not_possible")),
          Map.entry(
              "AuditEntry.result", List.of("done", "no_change", "denied", "conflict", "failed")),
          Map.entry("Me.role", ROLES),
          Map.entry("Session.role", ROLES),
          Map.entry("Token.role", ROLES),
          Map.entry("NewToken.role", ROLES),
          Map.entry("TokenRequest.role", ROLES),
          Map.entry("DemoDependency.mode", List.of("up", "fail", "slow", "flap", "half")),
          Map.entry("DemoChange.mode", List.of("up", "fail", "slow", "flap", "half")));

  /**
   * Fields that the server checks itself, to name them in its message: never null, never absent.
   */
  static final Set<String> NEEDED =
      Set.of("SignIn.token", "TokenRequest.name", "TokenRequest.role", "DemoChange.mode");

  private SchemaWords() {}

  /** The words of {@code Schema.property}; empty when any text may stand there. */
  static List<String> of(String property) {
    return WORDS.getOrDefault(property, List.of());
  }
}
