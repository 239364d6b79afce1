package dev.recloser.testkit.control;

import static dev.recloser.testkit.control.GroupPlant.BILLING;
import static dev.recloser.testkit.control.GroupPlant.MAIL;
import static dev.recloser.testkit.control.GroupPlant.QUEUES;
import static dev.recloser.testkit.control.GroupPlant.REFUNDS;
import static dev.recloser.testkit.control.GroupPlant.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Phase;
import dev.recloser.control.Command;
import dev.recloser.control.ControlException;
import dev.recloser.control.EngineStatus;
import dev.recloser.control.QueueId;
import dev.recloser.control.QueueView;
import dev.recloser.engine.GateView.Owner;
import dev.recloser.testkit.memory.MemoryFaults.Link;
import dev.recloser.testkit.memory.WriteCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three queues on two engines behind one breaker. */
class GroupTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void evidenceThatIsTooLittleForEachQueueOpensTheGroup() {
    var alone = new GroupPlant().flowing(2);
    var grouped = GroupPlant.grouped().flowing(2);

    alone.down();
    alone.run(Duration.ofSeconds(3));
    grouped.down();
    boolean opened =
        grouped.runUntil(Duration.ofSeconds(3), () -> grouped.phase(STRIPE) == Phase.OPEN);

    assertThat(QUEUES).noneMatch(queue -> alone.phase(queue) == Phase.OPEN);
    assertThat(opened).isTrue();
    var cause = Objects.requireNonNull(grouped.view(STRIPE).breaker().cause());
    assertThat(cause.text()).contains("java.net.ConnectException");
  }

  @Test
  void allQueuesPauseProbeOnOneRampAndCloseAndNoJobIsDead() {
    var plant = GroupPlant.grouped().flowing(10);

    plant.open();
    assertThat(QUEUES).allMatch(plant::paused);
    long started = plant.startedInAll();
    plant.run(Duration.ofSeconds(20));
    long probes = plant.startedInAll() - started;
    plant.up();
    boolean closed =
        plant.runUntil(Duration.ofMinutes(2), () -> plant.phase(STRIPE) == Phase.CLOSED);
    plant.run(Duration.ofSeconds(2));

    assertThat(probes).isBetween(1L, 15L);
    assertThat(closed).isTrue();
    assertThat(QUEUES).noneMatch(plant::paused);
    assertThat(QUEUES).allMatch(it -> Objects.equals(plant.view(it).sample().counts().dead(), 0L));
    assertThat(plant.journal.actions()).contains("opened", "probing", "ramping", "closed");
    assertThat(plant.journal.incidents())
        .singleElement()
        .satisfies(it -> assertThat(it.queue()).isEqualTo(STRIPE));
  }

  @Test
  void aProbeGoesToTheOneWhoseOldestJobWaitsLongest() {
    var plant = backlogOf(MAIL);
    clearWrites(plant);

    boolean probed = plant.runUntil(Duration.ofSeconds(5), () -> !plant.grants(MAIL).isEmpty());

    assertThat(probed).isTrue();
    assertThat(plant.grants(MAIL))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.starts()).isEqualTo(1);
          assertThat(it.spendsAttempt()).isFalse();
        });
    assertThat(plant.grants(BILLING)).isEmpty();
    assertThat(plant.grants(REFUNDS)).isEmpty();
  }

  @Test
  void probesStayOnOneQueueAtATimeUntilTheRoundIsOver() {
    var plant = GroupPlant.grouped().flowing(10);
    plant.open();
    plant.up();
    clearWrites(plant);

    plant.runUntil(Duration.ofSeconds(15), () -> plant.phase(STRIPE) == Phase.RAMPING);

    var probed = QUEUES.stream().filter(it -> probes(plant, it) > 0).toList();
    assertThat(probed).hasSize(1);
    assertThat(probes(plant, probed.getFirst())).isEqualTo(3);
  }

  @Test
  void aProbeThatIsNotTakenIsWithdrawnAndGoesToAnotherQueue() {
    var plant = backlogOf(MAIL);
    plant.two.foreignPause("mail"); // behind our own pause, so nobody can see it
    plant.up();
    clearWrites(plant);

    boolean ramps =
        plant.runUntil(Duration.ofSeconds(30), () -> plant.phase(STRIPE) == Phase.RAMPING);

    assertThat(ramps).isTrue();
    assertThat(probes(plant, MAIL)).isEqualTo(1);
    assertThat(plant.two.writes()).anyMatch(WriteCall.Hold.class::isInstance);
    assertThat(probes(plant, BILLING) + probes(plant, REFUNDS)).isEqualTo(3);
    assertThat(plant.journal.actions().stream().filter("opened"::equals)).hasSize(1);
  }

  @Test
  void aRampStartsNoMoreThanItGrantsAndEveryQueueHasItsShare() {
    var plant = GroupPlant.grouped().flowing(10);
    plant.open();
    plant.run(Duration.ofSeconds(10));
    plant.up();
    plant.runUntil(Duration.ofMinutes(1), () -> plant.phase(STRIPE) == Phase.RAMPING);
    clearWrites(plant);
    var before = QUEUES.stream().map(plant::started).toList();
    double limit = Objects.requireNonNull(plant.view(STRIPE).breaker().rampLimit());

    plant.run(Duration.ofSeconds(4));

    long granted =
        QUEUES.stream()
            .flatMap(it -> plant.grants(it).stream())
            .filter(it -> it.spendsAttempt())
            .mapToLong(it -> it.starts())
            .sum();
    long started = plant.startedInAll() - before.stream().mapToLong(it -> it).sum();
    assertThat(granted).isBetween(1L, (long) (4 * limit + 1));
    assertThat(started).isBetween(1L, granted);
    for (int i = 0; i < QUEUES.size(); i++) {
      assertThat(plant.started(QUEUES.get(i)) - before.get(i))
          .isBetween(started / 6, started / 2 + 1);
    }
  }

  @Test
  void anEngineThatIsDownStopsNeitherTheDecisionNorTheOthersAndIsNamed() {
    var plant = GroupPlant.grouped().flowing(10);
    plant.two.faults().link(Link.DOWN);
    plant.run(Duration.ofSeconds(4));

    plant.open();
    plant.run(Duration.ofSeconds(4));

    assertThat(plant.paused(BILLING) && plant.paused(REFUNDS)).isTrue();
    assertThat(problem(plant, MAIL)).isEqualTo("its engine does not answer");
    assertThat(problem(plant, BILLING)).isNull();
    assertThat(engine(plant, "groups").notices())
        .singleElement()
        .satisfies(it -> assertThat(it).contains("stripe", "two/mail", "does not answer"));
    plant.up();
    assertThat(plant.runUntil(Duration.ofSeconds(30), () -> plant.phase(STRIPE) == Phase.RAMPING))
        .isTrue();

    plant.down();
    plant.runUntil(Duration.ofMinutes(1), () -> plant.phase(STRIPE) == Phase.OPEN);
    plant.two.faults().link(Link.UP);
    plant.run(Duration.ofSeconds(10));
    assertThat(plant.paused(MAIL)).isTrue();
    assertThat(problem(plant, MAIL)).isNull();
    assertThat(engine(plant, "groups").notices()).isEmpty();
  }

  @Test
  void aGroupWhoseEnginesAreAllAwayDecidesNothingAndProbesWhenOneIsBack() {
    var plant = GroupPlant.grouped().flowing(10).open();
    plant.one.faults().link(Link.DOWN);
    plant.two.faults().link(Link.DOWN);
    plant.run(Duration.ofSeconds(150));

    assertThat(plant.view(STRIPE).stale()).isTrue();
    assertThat(plant.view(STRIPE).breaker().tripCount()).isLessThan(3);

    plant.up();
    plant.one.faults().link(Link.UP);
    assertThat(plant.runUntil(Duration.ofSeconds(20), () -> plant.phase(STRIPE) == Phase.RAMPING))
        .isTrue();
    assertThat(plant.view(STRIPE).stale()).isFalse();
  }

  @Test
  void neverUndoesAPauseThatSomebodyElseSetOnAMember() {
    var plant = GroupPlant.grouped().flowing(10);
    plant.two.foreignPause("mail");
    plant.run(Duration.ofSeconds(2));
    long started = plant.started(MAIL);

    plant.open();
    plant.up();
    boolean closed =
        plant.runUntil(Duration.ofMinutes(2), () -> plant.phase(STRIPE) == Phase.CLOSED);
    plant.run(Duration.ofSeconds(5));

    assertThat(closed).isTrue();
    assertThat(plant.started(MAIL)).isEqualTo(started);
    assertThat(plant.view(MAIL).pause().owner()).isEqualTo(Owner.EXTERNAL);
    assertThat(problem(plant, MAIL)).isEqualTo("somebody else paused it");
    assertThat(plant.view(STRIPE).breaker().open()).isFalse();
    assertThat(plant.recloser.snapshot().attention())
        .anyMatch(it -> it.rule().equals("paused_outside"));
  }

  @Test
  void somebodyWhoResumesOneMemberMakesTheGroupRampAndNoFight() {
    var plant = GroupPlant.grouped().flowing(10).open();

    plant.two.foreignResume("mail");
    plant.run(Duration.ofSeconds(3));

    assertThat(plant.journal.actions()).contains("foreign_resume").doesNotContain("contested");
    assertThat(plant.phase(STRIPE)).isNotEqualTo(Phase.CLOSED);
    assertThat(QUEUES).allMatch(plant::paused);
  }

  @Test
  void membersShowWhereTheirGroupStandsAndTakeNoCommands() {
    var plant = GroupPlant.grouped().flowing(10).open();

    var mail = plant.view(MAIL);
    assertThat(mail.grouping()).isEqualTo(new QueueView.Grouping("stripe", null));
    assertThat(mail.breaker().phase()).isEqualTo(Phase.OPEN);
    assertThat(plant.view(STRIPE).breaker().phase()).isEqualTo(Phase.OPEN);
    assertThatThrownBy(() -> plant.command(MAIL, new Command.Close()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("guarded by the group stripe")
        .hasMessageContaining("groups/stripe");
    assertThat(plant.recloser.snapshot().attention())
        .filteredOn(it -> it.rule().equals("open"))
        .singleElement()
        .satisfies(it -> assertThat(it.queue()).isEqualTo(STRIPE));
    assertThat(plant.recloser.snapshot().attention())
        .noneMatch(it -> it.rule().equals("correlated"));
  }

  @Test
  void aPersonHoldsAndReleasesAllByTheGroup() {
    var plant = GroupPlant.grouped().flowing(10);

    var held = plant.command(STRIPE, new Command.HoldOpen(null));
    plant.run(SECOND);
    long started = plant.startedInAll();
    plant.run(Duration.ofSeconds(20));

    assertThat(held.isOpen()).isTrue();
    assertThat(plant.startedInAll()).isEqualTo(started);
    plant.command(STRIPE, new Command.Close());
    assertThat(plant.runUntil(Duration.ofMinutes(2), () -> plant.phase(STRIPE) == Phase.CLOSED))
        .isTrue();
    plant.run(SECOND);
    assertThat(QUEUES).noneMatch(plant::paused);
  }

  @Test
  void theMainBreakerHoldsTheMembersToo() {
    var plant = GroupPlant.grouped().flowing(10);

    plant.recloser.openMain("ops", "failover");
    plant.run(SECOND);
    assertThat(QUEUES).allMatch(plant::paused);

    plant.recloser.closeMain("ops", null);
    assertThat(
            plant.runUntil(Duration.ofMinutes(2), () -> QUEUES.stream().noneMatch(plant::paused)))
        .isTrue();
  }

  @Test
  void lateOutcomesOfAnEarlierEpisodeDecideNothing() {
    var plant = GroupPlant.grouped().flowing(10);
    plant.one.faults().outcomeDelay(Duration.ofSeconds(1));
    plant.two.faults().outcomeDelay(Duration.ofSeconds(1));

    plant.open();
    plant.up();
    boolean closed =
        plant.runUntil(Duration.ofSeconds(150), () -> plant.phase(STRIPE) == Phase.CLOSED);

    assertThat(closed).isTrue();
    assertThat(plant.journal.actions().stream().filter("opened"::equals)).hasSize(1);
  }

  /** Open, and the jobs of one queue have waited longest. */
  private static GroupPlant backlogOf(QueueId queue) {
    var plant = GroupPlant.grouped().flowing(10);
    plant.workers(queue).freeze();
    plant.run(Duration.ofSeconds(3));
    plant.open();
    plant.workers(queue).thaw();
    return plant;
  }

  private static int probes(GroupPlant plant, QueueId queue) {
    return plant.grants(queue).stream()
        .filter(it -> !it.spendsAttempt())
        .mapToInt(it -> it.starts())
        .sum();
  }

  private static void clearWrites(GroupPlant plant) {
    List.of(plant.one, plant.two).forEach(it -> it.clearWrites());
  }

  private static @Nullable String problem(GroupPlant plant, QueueId queue) {
    return plant.members().stream()
        .filter(it -> it.id().equals(queue))
        .findFirst()
        .orElseThrow()
        .problem();
  }

  private static EngineStatus engine(GroupPlant plant, String id) {
    return plant.recloser.snapshot().engines().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
