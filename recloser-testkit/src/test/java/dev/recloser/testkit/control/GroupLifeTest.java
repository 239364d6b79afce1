package dev.recloser.testkit.control;

import static dev.recloser.testkit.control.GroupPlant.BILLING;
import static dev.recloser.testkit.control.GroupPlant.MAIL;
import static dev.recloser.testkit.control.GroupPlant.QUEUES;
import static dev.recloser.testkit.control.GroupPlant.REFUNDS;
import static dev.recloser.testkit.control.GroupPlant.STRIPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.breaker.Phase;
import dev.recloser.control.AuditEntry;
import dev.recloser.control.Command;
import dev.recloser.control.ControlException;
import dev.recloser.control.GroupAdmin;
import dev.recloser.control.QueueId;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.testkit.memory.WriteCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Groups that are made, changed and deleted, and what a restart leaves of them. */
class GroupLifeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final QueueId NEW = new QueueId("one", "payouts");

  @Test
  void aRestartWhileOpenHoldsEveryMemberBeforeItsEngineServesAnybody() {
    var plant = GroupPlant.grouped().flowing(10).open();
    List.of(plant.one, plant.two).forEach(it -> it.clearWrites());
    var before = plant.view(STRIPE).breaker();
    long started = plant.startedInAll();

    plant.crash(Duration.ofMillis(100), GroupPlant.stripe());
    plant.run(Duration.ofMillis(200));

    assertThat(plant.one.writes().subList(0, 2))
        .containsExactly(new WriteCall.HoldAtOpen("billing"), new WriteCall.HoldAtOpen("refunds"));
    assertThat(plant.two.writes().getFirst()).isEqualTo(new WriteCall.HoldAtOpen("mail"));
    assertThat(plant.view(STRIPE).breaker().phase()).isEqualTo(Phase.OPEN);
    assertThat(plant.view(STRIPE).breaker().openedAt()).isEqualTo(before.openedAt());
    assertThat(Objects.requireNonNull(plant.view(STRIPE).breaker().cause()).cause())
        .isEqualTo(Objects.requireNonNull(before.cause()).cause());
    assertThat(plant.startedInAll()).isEqualTo(started);
  }

  @Test
  void membersThatDidNotHearOfTheHoldBeforeTheCrashAreHeldToo() {
    var plant = GroupPlant.grouped().flowing(10);
    plant.down();
    plant.journal.refusesRowsOf("one/"); // as if Recloser died between the group and its members
    plant.runUntil(Duration.ofSeconds(10), () -> plant.phase(STRIPE) == Phase.OPEN);
    assertThat(plant.paused(BILLING)).isFalse();
    plant.journal.refusesRowsOf("none");
    plant.one.clearWrites();

    plant.crash(Duration.ofMillis(50), GroupPlant.stripe());

    assertThat(plant.one.writes().subList(0, 2))
        .containsExactly(new WriteCall.HoldAtOpen("billing"), new WriteCall.HoldAtOpen("refunds"));
  }

  @Test
  void aQueueThatComesWhileTheGroupIsOpenIsHeldAtOnce() {
    var plant = GroupPlant.grouped().flowing(10).open();
    plant.run(Duration.ofMillis(500));

    plant.create(NEW);
    plant.run(Duration.ofMillis(1_200));
    plant.one.send("payouts", "job", 20);
    plant.run(Duration.ofMillis(200));

    assertThat(plant.view(NEW).grouping().group()).isEqualTo("stripe");
    assertThat(plant.paused(NEW)).isTrue();
    assertThat(plant.started(NEW)).isZero();
    assertThat(plant.phase(STRIPE)).isIn(Phase.OPEN, Phase.PROBING);
    assertThat(plant.members()).hasSize(4);
    assertThat(plant.journal.entries())
        .anyMatch(it -> it.target().equals("one/payouts") && it.action().equals("joined_group"));
  }

  @Test
  void twoGroupsThatCouldTakeOneQueueStopTheStartAndAreBothNamed() {
    assertThatThrownBy(() ->
            new GroupPlant(GroupPlant.stripe(), new BreakerGroup("bills", List.of("*/billing"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stripe")
        .hasMessageContaining("bills")
        .hasMessageContaining("one/billing");
  }

  @Test
  void aGroupMadeOfOpenQueuesBeginsOpenAndTheirIncidentsEnd() {
    var plant = separatelyOpen();
    long started = plant.startedInAll();
    assertThat(plant.recloser.snapshot().attention())
        .anyMatch(it -> it.rule().equals("correlated") && it.queues().equals(QUEUES));

    var view =
        plant.during(() -> plant.recloser.groups().put(GroupPlant.stripe(), null, "ops", "one"));
    plant.run(Duration.ofMillis(300));

    assertThat(view.fromFile()).isFalse();
    assertThat(plant.phase(STRIPE)).isIn(Phase.OPEN, Phase.PROBING);
    assertThat(QUEUES).allMatch(plant::paused);
    assertThat(plant.startedInAll()).isLessThanOrEqualTo(started + 1);
    assertThat(plant.journal.incidents().stream().filter(it -> it.closedAt() == null))
        .singleElement()
        .satisfies(it -> assertThat(it.queue()).isEqualTo(STRIPE));
    assertThat(plant.recloser.snapshot().attention())
        .noneMatch(it -> it.rule().equals("correlated"));
    plant.up();
    assertThat(plant.runUntil(Duration.ofMinutes(3), () -> plant.phase(STRIPE) == Phase.CLOSED))
        .isTrue();
  }

  @Test
  void anOpenQueueThatJoinsOpensTheGroupInsteadOfBeingReleased() {
    var plant = new GroupPlant().flowing(10);
    put(plant, "one/*");
    plant.run(SECOND);
    plant.workers(MAIL).dependency(dev.recloser.testkit.memory.Dependency.down());
    plant.runUntil(Duration.ofSeconds(10), () -> plant.phase(MAIL) == Phase.OPEN);
    plant.run(Duration.ofMillis(200));
    long started = plant.started(MAIL);

    put(plant, "one/*", "two/mail");
    plant.run(Duration.ofMillis(200));

    assertThat(plant.phase(STRIPE)).isIn(Phase.OPEN, Phase.PROBING);
    assertThat(QUEUES).allMatch(plant::paused);
    assertThat(plant.started(MAIL)).isLessThanOrEqualTo(started + 1);
  }

  @Test
  void aGroupMadeOverTheApiSurvivesARestart() {
    var plant = new GroupPlant().flowing(10);
    put(plant, "one/*", "two/mail");
    plant.run(SECOND);
    plant.open();

    plant.crash(Duration.ofMillis(100));
    plant.run(SECOND);

    assertThat(plant.phase(STRIPE)).isIn(Phase.OPEN, Phase.PROBING);
    assertThat(plant.view(MAIL).grouping().group()).isEqualTo("stripe");
    assertThat(plant.recloser.groups().get("stripe").group().queues())
        .containsExactly("one/*", "two/mail");
  }

  @Test
  void queuesOfADeletedGroupGoOnFromWhereItStood() {
    var plant = new GroupPlant().flowing(10);
    put(plant, "one/*", "two/mail");
    plant.run(SECOND);
    plant.open();
    long started = plant.startedInAll();

    plant.during(() -> {
      plant.recloser.groups().delete("stripe", "ops", "not one dependency");
      return true;
    });
    plant.run(SECOND);

    assertThat(plant.recloser.snapshot().queues()).noneMatch(it -> it.id().equals(STRIPE));
    assertThat(plant.recloser.snapshot().engines()).noneMatch(it -> it.id().equals("groups"));
    assertThat(QUEUES).allMatch(plant::paused);
    assertThat(plant.startedInAll() - started).isLessThanOrEqualTo(3);
    assertThat(plant.journal.incidents().stream().filter(it -> it.closedAt() == null))
        .extracting(it -> it.queue())
        .containsExactlyInAnyOrderElementsOf(QUEUES);
    plant.up();
    for (var queue : QUEUES) {
      assertThat(plant.runUntil(Duration.ofMinutes(3), () -> plant.phase(queue) == Phase.CLOSED))
          .isTrue();
    }
    assertThat(plant.journal.entries().stream().filter(it -> it.action().equals("group_changed")))
        .extracting(AuditEntry::actor, AuditEntry::detail)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("ops", "queues none -> one/*, two/mail"),
            org.assertj.core.api.Assertions.tuple("ops", "queues one/*, two/mail -> none"));
  }

  @Test
  void aGroupTakenOutOfTheFileWhileOpenLeavesItsQueuesHeld() {
    var plant = GroupPlant.grouped().flowing(10).open();
    long started = plant.startedInAll();

    plant.crash(Duration.ofMillis(100));
    plant.run(SECOND);

    assertThat(QUEUES).allMatch(plant::paused);
    assertThat(QUEUES).noneMatch(it -> plant.phase(it) == Phase.CLOSED);
    assertThat(plant.startedInAll() - started).isLessThanOrEqualTo(3);
  }

  @Test
  void aGroupOfTheFileIsReadOnly() {
    var plant = GroupPlant.grouped().flowing(1);

    assertThat(plant.recloser.groups().get("stripe").fromFile()).isTrue();
    assertThatThrownBy(() -> put(plant, "one/billing"))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("configuration file");
    assertThatThrownBy(() -> plant.recloser.groups().delete("stripe", "ops", null))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("configuration file");
  }

  @Test
  void aPersonsHoldIsNotUndoneByAGroup() {
    var plant = new GroupPlant().flowing(5);
    plant.command(MAIL, new Command.HoldOpen(null));

    assertThatThrownBy(() -> put(plant, "one/*", "two/mail"))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("two/mail is held open");
    plant.run(SECOND);
    assertThat(plant.paused(MAIL)).isTrue();
    assertThat(plant.paused(REFUNDS)).isFalse();

    plant.crash(Duration.ofMillis(50), GroupPlant.stripe()); // the file may; then all are held
    plant.run(Duration.ofSeconds(2));
    assertThat(plant.view(STRIPE).breaker().lock()).isEqualTo("forced_open");
    assertThat(QUEUES).allMatch(plant::paused);
  }

  /** Three breakers of their own that opened together. */
  private static GroupPlant separatelyOpen() {
    var plant = new GroupPlant().flowing(10);
    plant.down();
    plant.runUntil(
        Duration.ofSeconds(10),
        () -> QUEUES.stream().allMatch(it -> plant.phase(it) == Phase.OPEN && plant.paused(it)));
    return plant;
  }

  private static GroupAdmin.View put(GroupPlant plant, String... queues) {
    var group = new BreakerGroup("stripe", List.of(queues));
    try {
      return plant.during(() -> plant.recloser.groups().put(group, null, "ops", "because"));
    } catch (CompletionException e) {
      throw e.getCause() instanceof ControlException known ? known : e;
    }
  }
}
