package dev.recloser.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.breaker.Lock;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Phase;
import dev.recloser.breaker.Saved;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GroupStartTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ID = "groups/stripe";

  @Test
  void nothingIsKnownOfAGroupWithoutQueues() {
    assertThat(GroupStart.of(ID, null, List.of())).isNull();
  }

  @Test
  void beginsAsTheMemberThatOpenedLastAndWithTheFlowOfAll() {
    var start =
        GroupStart.of(
            ID,
            null,
            List.of(
                row("a/x", Phase.CLOSED, 90),
                row("a/y", Phase.OPEN, 60),
                row("a/z", Phase.PROBING, 30)));

    var saved = Objects.requireNonNull(start).saved();
    assertThat(start.asserted()).isTrue();
    assertThat(saved.id()).isEqualTo(ID);
    assertThat(saved.phase()).isEqualTo(Phase.PROBING);
    assertThat(saved.baselinePerSecond()).isEqualTo(6);
  }

  @Test
  void aPersonsHoldOutranksATrip() {
    var lock = new Lock.ForcedOpen("ops", "why", NOW.minusSeconds(9), null);

    var start =
        GroupStart.of(
            ID, null, List.of(row("a/y", Phase.OPEN, 5), row("a/x", Mode.ACTIVE, lock, 99)));

    assertThat(Objects.requireNonNull(start).saved().lock()).isEqualTo(lock);
  }

  @Test
  void whatMembersStillShowOfTheGroupsOwnPastDoesNotCount() {
    var own = row(ID, Phase.CLOSED, 10);

    assertThat(GroupStart.of(ID, own, List.of(row("a/x", Phase.OPEN, 60)))).isSameAs(own);
  }

  @Test
  void aMemberThatOpenedSinceTheGroupWasThereOpensIt() {
    var own = row(ID, Phase.CLOSED, 3_600);

    var start = GroupStart.of(ID, own, List.of(row("a/x", Phase.OPEN, 60)));

    assertThat(Objects.requireNonNull(start).saved().phase()).isEqualTo(Phase.OPEN);
    assertThat(start.saved().id()).isEqualTo(ID);
  }

  @Test
  void isOnlyWatchedWhenAllAreAndGuardedWhenOneIs() {
    var watched = row("a/x", Mode.OBSERVE, Lock.NONE, 5);

    assertThat(Objects.requireNonNull(GroupStart.of(ID, null, List.of(watched))).saved().mode())
        .isEqualTo(Mode.OBSERVE);
    assertThat(
            Objects.requireNonNull(
                    GroupStart.of(ID, null, List.of(watched, row("a/y", Phase.CLOSED, 5))))
                .saved()
                .mode())
        .isEqualTo(Mode.ACTIVE);
  }

  @Test
  void aGroupThatOnlyWatchesStaysSo() {
    var own = row(ID, Mode.OBSERVE, Lock.NONE, 99);

    assertThat(GroupStart.of(ID, own, List.of(row("a/x", Phase.OPEN, 5)))).isSameAs(own);
  }

  private static Journal.Row row(String id, Phase phase, long secondsAgo) {
    return row(id, Mode.ACTIVE, Lock.NONE, phase, secondsAgo);
  }

  private static Journal.Row row(String id, Mode mode, Lock lock, long secondsAgo) {
    return row(id, mode, lock, Phase.CLOSED, secondsAgo);
  }

  private static Journal.Row row(String id, Mode mode, Lock lock, Phase phase, long secondsAgo) {
    var since = NOW.minusSeconds(secondsAgo);
    var saved =
        new Saved(
            id, 5, 1, NOW, mode, lock, false, phase, since, null, null, 0, null, 1, 2.0, null, null,
            null);
    return new Journal.Row(saved, phase != Phase.CLOSED, List.of(), null);
  }
}
