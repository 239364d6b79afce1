package dev.recloser.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.breaker.PolicyException;
import dev.recloser.control.Command;
import dev.recloser.control.ControlSettings;
import dev.recloser.control.HealthProber;
import dev.recloser.control.Snapshot.Attention;
import dev.recloser.policy.PolicyBook;
import dev.recloser.policy.PolicyBook.FileLayer;
import dev.recloser.policy.PolicyBook.Source;
import dev.recloser.policy.PolicyField;
import dev.recloser.policy.PolicyLayer;
import dev.recloser.testkit.memory.Dependency;
import dev.recloser.testkit.memory.RunResult;
import dev.recloser.testkit.memory.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What people set for a breaker, carried through the control to the engine and back. */
class PolicyControlTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aPolicyOverTheApiChangesWhatOpensAndSurvivesARestart() {
    var plant = new Plant().flowing();
    plant.workers.dependency(Dependency.failing(0.3, 3));
    plant.run(Duration.ofSeconds(20));
    assertThat(plant.phase()).isEqualTo(Phase.CLOSED);

    set(plant, Map.of("failure_ratio", 0.2));
    plant.crash(SECOND);
    boolean opened = plant.runUntil(Duration.ofSeconds(10), () -> plant.phase() == Phase.OPEN);

    assertThat(opened).isTrue();
    var rules = plant.recloser.policy(Plant.MAIL);
    assertThat(rules.sources()).containsEntry(PolicyField.FAILURE_RATIO, Source.API);
    assertThat(plant.journal.entries())
        .anySatisfy(entry -> {
          assertThat(entry.action()).isEqualTo("policy_changed");
          assertThat(entry.actor()).isEqualTo("ops");
          assertThat(entry.detail()).isEqualTo("failure_ratio 0.5 -> 0.2");
        });
  }

  @Test
  void theFileHoldsWhereTheApiHasSetNothing() {
    var file =
        List.of(
            new FileLayer(List.of("*"), PolicyLayer.of("noisy", Map.of("streak", 30))),
            new FileLayer(List.of("memory/m*"), PolicyLayer.of(null, Map.of("max_open", "30s"))));
    var plant = new Plant(with(file, HealthProber.NONE, Duration.ZERO)).flowing();

    set(plant, Map.of("streak", 12));
    var set = plant.recloser.policy(Plant.MAIL);
    set(plant, Map.of());
    var reset = plant.recloser.policy(Plant.MAIL);

    assertThat(set.policy().breaker().streak()).isEqualTo(12);
    assertThat(set.policy().breaker().minVolume()).isEqualTo(50);
    assertThat(set.policy().breaker().maxOpen()).isEqualTo(Duration.ofSeconds(30));
    assertThat(reset.policy().breaker().streak()).isEqualTo(30);
    assertThat(reset.sources()).containsEntry(PolicyField.STREAK, Source.FILE);
  }

  @Test
  void fieldsThatContradictEachOtherChangeNothing() {
    var plant = new Plant().flowing();

    assertThatThrownBy(() -> set(plant, Map.of("base_open", "5m", "max_open", "1m")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(PolicyException.class)
        .hasMessageContaining("max_open");

    assertThat(plant.recloser.policy(Plant.MAIL).api().isEmpty()).isTrue();
    assertThat(plant.journal.actions()).doesNotContain("policy_changed");
  }

  @Test
  void ignoredErrorsNeverOpen() {
    var plant = new Plant().flowing();
    set(plant, Map.of("ignore", List.of("class:ValidationException")));

    plant.workers.dependency(_ -> RunResult.failure("app.ValidationException", "no recipient"));
    plant.run(Duration.ofSeconds(20));
    assertThat(plant.phase()).isEqualTo(Phase.CLOSED);

    plant.down();
    assertThat(plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN)).isTrue();
  }

  @Test
  void ignoredErrorsAreLeftOutAlsoWhenTheTextComesApart() {
    var plant = new Plant();
    plant.broker.faults().explainsApart(true);
    plant.flowing();
    set(plant, Map.of("ignore", List.of("no recipient")));

    plant.workers.dependency(_ -> RunResult.failure("app.ValidationException", "no recipient"));
    plant.run(Duration.ofSeconds(20));

    assertThat(plant.phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void aSlowDependencyOpensWhenTheSlowRuleIsOn() {
    var plant = new Plant().flowing();
    plant.run(Duration.ofSeconds(5));
    assertThat(plant.phase()).isEqualTo(Phase.CLOSED);

    set(plant, Map.of("slow_threshold", "50ms", "slow_ratio", 0.8)); // each run takes 60 ms

    assertThat(plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN)).isTrue();
    var cause = Objects.requireNonNull(plant.mail().breaker().cause());
    assertThat(cause.text()).contains("were slow or failed");
  }

  @Test
  void oneBrokenWorkerIsToldInsteadOfStoppingTheQueue() {
    var plant = new Plant().flowing();
    set(plant, Map.of("failure_ratio", 0.1));

    var _ =
        plant.broker.startWorkers("mail", WorkerOptions.of(1).withDependency(Dependency.down()));
    plant.run(Duration.ofSeconds(30));

    assertThat(plant.phase()).isEqualTo(Phase.CLOSED);
    var withheld = Objects.requireNonNull(plant.mail().breaker().withheld());
    assertThat(withheld.rule()).isEqualTo("worker_suspect");
    assertThat(withheld.text()).contains("other workers succeed");
    assertThat(rules(plant)).contains("worker_suspect");
    assertThat(plant.journal.actions()).containsOnlyOnce("worker_suspect");
  }

  @Test
  void aQueueThatRanBeforeIsOnlyWatchedAtFirst() {
    var plant = new Plant(with(List.of(), HealthProber.NONE, Duration.ofMinutes(1))).flowing();
    var wouldOpen = "observe_would_open";
    plant.down();
    plant.run(Duration.ofSeconds(20));

    assertThat(plant.mail().breaker().mode()).isEqualTo(Mode.OBSERVE);
    assertThat(plant.broker.writes()).isEmpty();
    assertThat(plant.journal.actions()).contains("opened");
    assertThat(plant.runUntil(SECOND.multipliedBy(20), () -> rules(plant).contains(wouldOpen)))
        .isTrue();
    assertThat(plant.mail().breaker().open()).isFalse();

    plant.run(Duration.ofMinutes(1));
    assertThat(plant.mail().breaker().mode()).isEqualTo(Mode.ACTIVE);
    assertThat(plant.mail().breaker().open()).isTrue();
  }

  @Test
  void aQueueThatComesLaterIsGuardedAtOnce() {
    var plant = new Plant(with(List.of(), HealthProber.NONE, Duration.ofHours(1))).flowing();
    plant.broker.createQueue(
        "new", new dev.recloser.testkit.memory.QueueOptions(3, Duration.ofSeconds(1)));
    plant.run(Duration.ofSeconds(3));

    assertThat(plant.recloser.snapshot().queues())
        .filteredOn(queue -> queue.id().name().equals("new"))
        .allSatisfy(queue -> assertThat(queue.breaker().mode()).isEqualTo(Mode.ACTIVE))
        .hasSize(1);
  }

  @Test
  void watchingEndsAlsoAfterARestart() {
    var plant = new Plant(with(List.of(), HealthProber.NONE, Duration.ofMinutes(1))).flowing();

    plant.crash(Duration.ofSeconds(30));
    assertThat(plant.mail().breaker().mode()).isEqualTo(Mode.OBSERVE);
    plant.run(Duration.ofMinutes(1));

    assertThat(plant.mail().breaker().mode()).isEqualTo(Mode.ACTIVE);
  }

  @Test
  void jobsAreProbedOnlyWhenTheHealthProbeIsGoodAndThenAtOnce() {
    var well = new AtomicBoolean();
    HealthProber prober = (_, _, answer) -> answer.accept(well.get());
    var plant = new Plant(with(List.of(), prober, Duration.ZERO)).flowing();
    set(plant, Map.of("health_probe", "tcp://mail.example:25"));
    plant.down();
    plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);
    long started = plant.workers.started();

    plant.run(Duration.ofMinutes(2));
    long probed = plant.workers.started() - started;
    plant.up();
    well.set(true);
    boolean flows = plant.runUntil(Duration.ofSeconds(15), () -> plant.phase() == Phase.RAMPING);

    assertThat(probed).isZero();
    assertThat(flows).isTrue();
  }

  @Test
  void aHoldWithoutAnEndIsRecalled() {
    var plant = new Plant().flowing();
    set(plant, Map.of("manual_reminder", "1m"));
    plant.command(new Command.HoldOpen(null), null);

    plant.run(Duration.ofSeconds(150));

    assertThat(plant.journal.actions().stream().filter("override_forgotten"::equals)).hasSize(2);
  }

  @Test
  void aResumeByOthersIsUndoneWhenThatIsWanted() {
    var plant = new Plant().flowing();
    set(plant, Map.of("foreign_resume", "enforce"));
    plant.down();
    plant.runUntil(Duration.ofSeconds(5), () -> plant.phase() == Phase.OPEN);

    plant.broker.foreignResume("mail");
    plant.run(Duration.ofSeconds(2));

    assertThat(plant.mail().pause().observed()).isTrue();
    assertThat(plant.journal.actions())
        .contains("drift_reasserted")
        .doesNotContain("foreign_resume");
  }

  private static List<String> rules(Plant plant) {
    return plant.recloser.snapshot().attention().stream().map(Attention::rule).toList();
  }

  private static ControlSettings with(
      List<FileLayer> file, HealthProber prober, Duration observeFirst) {
    return new ControlSettings(new PolicyBook(file), prober, observeFirst);
  }

  private static void set(Plant plant, Map<String, ?> fields) {
    plant.command(new Command.ChangePolicy(PolicyLayer.of(null, fields)), null);
  }
}
