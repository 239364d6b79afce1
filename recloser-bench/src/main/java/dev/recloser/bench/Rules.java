package dev.recloser.bench;

import dev.recloser.bench.RecloserRule.Sees;
import dev.recloser.breaker.Policy;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyLayer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rules that are compared. */
final class Rules {

  private Rules() {}

  /**
   * A rule.
   *
   * @param key its word in the file of bounds
   * @param name its word in the tables
   * @param note what it does, where that is written, and what the model leaves out
   * @param make makes a new one for a trace
   */
  record Entry(String key, String name, String note, Function<Trace, Rule> make) {

    /** Whether it is one of ours. */
    boolean ours() {
      return key.startsWith("recloser");
    }

    /** Runs a trace under it. */
    Figures run(Trace trace, long seed) {
      return new World(trace, seed, make.apply(trace)).run();
    }
  }

  static final Entry RECLOSER =
      new Entry(
          "recloser",
          "Recloser",
          "The real `Breaker.step` with `Policy.DEFAULTS`, driven as the collector does: outcomes in"
              + " turns of 50 ms, ticks each 250 ms, counts each second, exact grants. Left out: an"
              + " engine with inexact grants, prefetch, or late outcomes. Jobs name neither their type"
              + " nor their worker.",
          _ -> new RecloserRule(Policy.DEFAULTS, Sees.COUNTS));

  static final Entry RECLOSER_TYPES =
      new Entry(
          "recloser-types",
          "Recloser + job types",
          "The same on an engine that names each job's type and worker, as most do: a trip is"
              + " withheld where one of them makes nearly all failures while the others succeed."
              + " Poison jobs are of a type of their own.",
          _ -> new RecloserRule(Policy.DEFAULTS, Sees.TYPES));

  static final Entry RECLOSER_IGNORING =
      new Entry(
          "recloser-ignoring",
          "Recloser + ignore list",
          "The same, with the error class of poison jobs on the ignore list.",
          _ -> new RecloserRule(Policy.DEFAULTS, Sees.IGNORED_ERRORS));

  static final Entry RECLOSER_HEALTH =
      new Entry(
          "recloser-health",
          "Recloser + health probe",
          "The default with a health probe each 5 s. It answers as a call would: no while the"
              + " dependency is down, by chance where only a share fails, no while it has too many"
              + " starts. Left out: a health page that lies.",
          _ -> new RecloserRule(healthPolicy(), Sees.COUNTS));

  /** All, in the order of the tables. */
  static final List<Entry> ALL =
      List.of(
          new Entry("none", "none", "Retries alone.", _ -> new None()),
          new Entry(
              "masstransit",
              "MassTransit",
              "Kill switch, per process: 10% of more than 100 attempts in a period of 60 s stop the"
                  + " endpoint for 60 s; any failure while restarting stops it again. Source: its"
                  + " documentation (kill switch) and source of early 2026. Left out: the time to"
                  + " stop and start an endpoint beyond the 100 ms.",
              _ -> new MassTransitRule()),
          new Entry(
              "wolverine",
              "Wolverine",
              "Listener circuit breaker, per process: 15% of at least 10 attempts in 10 min pause"
                  + " the listener for 5 min. Source: its documentation (error handling) and source"
                  + " of mid 2026. Left out: exception filters.",
              _ -> new WolverineRule()),
          new Entry(
              "pgbus",
              "pgbus",
              "Queue breaker: 5 failures in a row in one process pause the queue for 30 s, doubling"
                  + " while processes trip together; the others see it within 30 s. Source:"
                  + " mhenrixon/pgbus, `lib/pgbus/circuit_breaker.rb`. Left out: its breaker for the"
                  + " database connection.",
              _ -> new PgbusRule()),
          new Entry(
              "nservicebus",
              "NServiceBus (10)",
              "Rate limiting, per process: after 10 failures in a row one message at a time with 1"
                  + " s after each failure, until one succeeds. Off as shipped; 10 is the number of"
                  + " its documentation (recoverability). Its trips are the times it began to limit"
                  + " itself, its idle time is the time it did. Left out: immediate retries.",
              trace -> new NServiceBusRule(trace.workers().slots())),
          new Entry(
              "gateleen",
              "Gateleen",
              "Queue circuit breaker, shared: 90% of at least 100 requests of 24 h open it; a sample"
                  + " request each 20 s while half open. Off as shipped; here all on, with its own"
                  + " numbers. Both sets keep 5,000 requests, so after 5,000 successes within a day"
                  + " it never opens. Source: swisspush/gateleen, `gateleen-queue/README_queue.md`"
                  + " and `circuitbreaker_*.lua`. Left out: that each queue runs one request at a"
                  + " time, and that queues are unlocked one by one.",
              _ -> new GateleenRule()),
          new Entry(
              "resilience4j",
              "Resilience4j in the handler",
              "The library 2.4.0 with its defaults and a clock of virtual time, one breaker per"
                  + " process. A refused job is a failed attempt.",
              _ -> new Resilience4jRule(false)),
          new Entry(
              "resilience4j-pause",
              "Resilience4j + pause",
              "The same, but it only watches: while open the process takes no jobs, while half open"
                  + " exactly the 10 it permits. Nobody ships this; it is the kindest pause that its"
                  + " events allow.",
              _ -> new Resilience4jRule(true)),
          new Entry(
              "stoplight",
              "Stoplight in the handler",
              "Three failures in a row, 60 s red, then yellow for all; data store in memory as"
                  + " shipped, so per process. Source: bolshakov/stoplight 5.3. Left out: the shared"
                  + " store of Redis.",
              _ -> new StoplightRule()),
          RECLOSER,
          RECLOSER_TYPES,
          RECLOSER_IGNORING,
          RECLOSER_HEALTH);

  /** The rule with that key. */
  static Entry keyed(String key) {
    return ALL.stream().filter(rule -> rule.key().equals(key)).findFirst().orElseThrow();
  }

  private static Policy healthPolicy() {
    var layer = PolicyLayer.of(null, Map.of("health_probe", "tcp://dependency:443"));
    return new PolicyBook(List.of()).resolve("bench/jobs", layer).policy().breaker();
  }
}
