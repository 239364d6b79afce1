package dev.recloser.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Grant;
import dev.recloser.engine.Outcome;
import dev.recloser.engine.Outcome.Kind;
import dev.recloser.engine.Support.Level;
import dev.recloser.testkit.WorkerCrew.SeenRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#OUTCOMES} at the level that is declared. */
public interface OutcomesContract extends EngineContract {

  /** What the workers did is what the engine tells: each attempt once, none made up. */
  @Test
  default void everyAttemptHasOneOutcome() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(3, 2);
      bench.send(JobPlan.succeeding(10));
      bench.send(List.of(JobPlan.failsTimes(1), JobPlan.failsTimes(1), JobPlan.dies()));
      var expected = 10 + 2 * 2 + bench.harness().maxAttempts();

      bench.until("all runs ended", () -> crew.runs().size() == expected);
      bench.until("the outcomes are there", () -> told(bench).size() >= seen(bench, crew).size());
      bench.settle();

      assertThat(told(bench)).containsExactlyInAnyOrderElementsOf(seen(bench, crew));
      assertThat(bench.sink().missed()).isEmpty();
    }
  }

  /** A run counts when it has ended, not when it was handed out. */
  @Test
  default void aRunThatGoesOnHasNoOutcome() {
    try (var bench = bench()) {
      var crew = bench.startWorkers(1, 0);
      crew.freeze();
      var id = bench.send(JobPlan.succeeds());
      bench.until("the job runs", () -> crew.started() == 1);
      bench.settle();
      assertThat(outcomes(bench)).isEmpty();

      crew.thaw();

      bench.until("its outcome is there", () -> outcomes(bench).size() == 1);
      var outcome = outcomes(bench).getFirst();
      assertThat(outcome.jobId()).isEqualTo(id);
      assertThat(outcome.kind()).isEqualTo(Kind.SUCCESS);
      assertThat(outcome.error()).isNull();
    }
  }

  /** The failure that makes a job dead says so, and no other. */
  @Test
  default void onlyTheLastFailureIsTheLastAttempt() {
    try (var bench = bench()) {
      bench.startWorkers(1, 0);
      bench.send(JobPlan.failsTimes(1));
      var dying = bench.send(JobPlan.dies());

      bench.until("the job is dead", () -> !lastAttempts(bench).isEmpty());
      bench.settle();

      assertThat(lastAttempts(bench)).hasSize(1);
      var last = lastAttempts(bench).getFirst();
      assertThat(last.jobId()).isEqualTo(dying);
      assertThat(last.attempt()).isEqualTo(bench.harness().maxAttempts());
      assertThat(last.kind()).isEqualTo(Kind.FAILURE);
    }
  }

  /** An attempt ends after it started. */
  @Test
  default void anAttemptEndsAfterItStarted() {
    try (var bench = bench()) {
      bench.startWorkers(2, 0);
      bench.send(JobPlan.succeeding(5));

      bench.until("the outcomes are there", () -> outcomes(bench).size() == 5);

      assertThat(outcomes(bench))
          .allSatisfy(outcome -> {
            if (outcome.startedAt() != null) {
              assertThat(outcome.startedAt()).isBeforeOrEqualTo(outcome.endedAt());
            }
          });
    }
  }

  /** The error arrives with its outcome or apart, if the engine declares it. */
  @Test
  default void theErrorTextArrives() {
    try (var bench = bench()) {
      bench.startWorkers(1, 0);
      var id = bench.send(JobPlan.dies());

      bench.until("the job is dead", () -> !lastAttempts(bench).isEmpty());

      if (level(bench) == Level.PER_ATTEMPT) {
        for (var attempt = 1; attempt <= bench.harness().maxAttempts(); attempt++) {
          var number = attempt;
          bench.until(
              "attempt " + attempt + " is explained",
              () -> errors(bench, id, number).stream().anyMatch(it -> it.contains(JobPlan.ERROR)));
        }
      }
    }
  }

  /** Ordinary flow is no grant. */
  @Test
  default void ordinaryFlowCarriesNoGrant() {
    try (var bench = bench()) {
      bench.startWorkers(1, 0);
      bench.send(JobPlan.succeeds());

      bench.until("the outcome is there", () -> outcomes(bench).size() == 1);

      assertThat(outcomes(bench).getFirst().grant()).isZero();
    }
  }

  /** A late result of an earlier grant is told apart from a result of this one. */
  @Test
  default void aLateOutcomeCarriesItsOwnGrant() {
    try (var bench = bench()) {
      assumeExactGrants(bench);
      bench.engine().hold(bench.queue(), "contract");
      var crew = bench.startWorkers(2, 0);
      crew.freeze();
      bench.send(JobPlan.succeeding(2));
      bench.engine().grant(bench.queue(), new Grant(41, 1, false));
      bench.until("the first job runs", () -> crew.started() == 1);
      bench.engine().grant(bench.queue(), new Grant(42, 1, true));
      bench.until("the second job runs", () -> crew.started() == 2);

      crew.thaw();

      bench.until("both outcomes are there", () -> outcomes(bench).size() == 2);
      assertThat(outcomes(bench)).extracting(Outcome::grant).containsExactlyInAnyOrder(41L, 42L);
    }
  }

  /** A job that was with a worker when the gate shut is no evidence for the probe. */
  @Test
  default void anAttemptFromBeforeTheHoldCarriesNoGrant() {
    try (var bench = bench()) {
      assumeExactGrants(bench);
      var crew = bench.startWorkers(2, 0);
      crew.freeze();
      var early = bench.send(JobPlan.succeeds());
      bench.until("the early job runs", () -> crew.started() == 1);
      bench.engine().hold(bench.queue(), "contract");
      var probe = bench.send(JobPlan.succeeds());
      bench.engine().grant(bench.queue(), new Grant(7, 1, false));
      bench.until("the probe runs", () -> crew.started() == 2);

      crew.thaw();

      bench.until("both outcomes are there", () -> outcomes(bench).size() == 2);
      assertThat(outcomes(bench))
          .extracting(Outcome::jobId, Outcome::grant)
          .containsExactlyInAnyOrder(tuple(early, 0L), tuple(probe, 7L));
    }
  }

  private static void assumeExactGrants(Bench bench) {
    var level = bench.engine().info().support(Capability.GRANT).level();
    assumeTrue(level == Level.EXACT, "only exact grants can be told apart");
  }

  private static Level level(Bench bench) {
    return bench.engine().info().support(Capability.OUTCOMES).level();
  }

  private static List<Outcome> outcomes(Bench bench) {
    return bench.sink().outcomes(bench.queue());
  }

  private static List<Outcome> lastAttempts(Bench bench) {
    return outcomes(bench).stream().filter(Outcome::lastAttempt).toList();
  }

  private static List<SeenRun> told(Bench bench) {
    return outcomes(bench).stream()
        .filter(outcome -> outcome.kind() != Kind.IGNORED)
        .map(it -> new SeenRun(it.jobId(), it.attempt(), it.kind() == Kind.FAILURE))
        .toList();
  }

  private static List<SeenRun> seen(Bench bench, WorkerCrew crew) {
    var max = bench.harness().maxAttempts();
    return crew.runs().stream()
        .filter(run -> level(bench) != Level.FINAL_ONLY || !run.failed() || run.attempt() == max)
        .toList();
  }

  private static List<String> errors(Bench bench, String id, int attempt) {
    var texts = new ArrayList<String>();
    for (var outcome : outcomes(bench)) {
      var error = outcome.error();
      if (outcome.jobId().equals(id) && outcome.attempt() == attempt && error != null) {
        texts.add(error.message());
      }
    }
    for (var explanation : bench.sink().explanations()) {
      if (explanation.jobId().equals(id) && explanation.attempt() == attempt) {
        texts.add(explanation.error().message());
      }
    }
    return texts;
  }
}
