package dev.recloser.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.control.Member.Done;
import dev.recloser.engine.GateView;
import dev.recloser.engine.Grant;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engine.QueueSample.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupPermitsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final QueueId A = new QueueId("one", "a");
  private static final QueueId B = new QueueId("two", "b");
  private static final Grant PROBE = new Grant(7, 1, false);

  private final GroupPermits permits = new GroupPermits();

  @Test
  void aProbeStaysWhereItIsNeededAndIsUsed() {
    var members = List.of(member(A, 5, 60, 0, 1), member(B, 5, 10, 0, 1));
    assertThat(permits.share(PROBE, members, 0, START)).isEqualTo(Map.of(A, 1));

    var running = List.of(member(A, 4, 60, 1, 1), member(B, 5, 10, 0, 1));
    assertThat(permits.reconsider(running, 1, 0, at(30))).isNull();

    var over = List.of(member(A, 4, 60, 0, 1), member(B, 5, 10, 0, 1));
    assertThat(permits.reconsider(over, 1, 1, at(31))).isNull();
  }

  @Test
  void aProbeForAnEmptyQueueMovesAtOnceButOnlyOnceItIsTakenBackForSure() {
    var members = List.of(member(A, 0, 0, 0, 1), member(B, 0, 0, 0, 1));
    assertThat(permits.share(PROBE, members, 0, START)).isEqualTo(Map.of(A, 1));
    assertThat(permits.reconsider(members, 1, 0, at(2))).isNull();

    var jobsCame = List.of(member(A, 0, 0, 0, 1), member(B, 3, 1, 0, 1));
    assertThat(permits.reconsider(jobsCame, 1, 0, at(3))).isEmpty();
    assertThat(permits.reconsider(jobsCame, 2, 0, at(4))).isNull(); // not yet withdrawn at A
    var withdrawn = List.of(member(A, 0, 0, 0, 2), member(B, 3, 1, 0, 1));
    assertThat(permits.reconsider(withdrawn, 2, 0, at(5))).isEqualTo(Map.of(B, 1));
  }

  @Test
  void aProbeThatWasUsedJustBeforeItWasTakenBackIsNotGivenTwice() {
    var members = List.of(member(A, 0, 0, 0, 1), member(B, 3, 1, 0, 1));
    var _ = permits.share(PROBE, List.of(members.getFirst()), 0, START);
    assertThat(permits.reconsider(members, 1, 0, at(1))).isEmpty();

    var startedAfterAll = List.of(member(A, 0, 0, 1, 2), member(B, 3, 1, 0, 1));
    assertThat(permits.reconsider(startedAfterAll, 2, 0, at(2))).isNull();
    assertThat(permits.reconsider(members, 2, 1, at(9))).isNull();
  }

  @Test
  void whatNobodyTakesAwayFromALostMemberIsNotGivenAgain() {
    var members = List.of(member(A, 5, 60, 0, 1), member(B, 5, 10, 0, 1));
    var _ = permits.share(PROBE, members, 0, START);

    assertThat(permits.reconsider(List.of(member(B, 5, 10, 0, 1)), 1, 0, at(20))).isNull();
  }

  @Test
  void aRampGivesToEachAlikeButNotMoreThanWaitsThere() {
    var members = List.of(member(A, 1_000, 60, 0, 0), member(B, 2, 10, 0, 0));

    assertThat(permits.share(new Grant(8, 10, true), members, 0, START))
        .isEqualTo(Map.of(A, 8, B, 2));
    assertThat(permits.share(new Grant(8, 10, true), members, 0, at(1)))
        .isEqualTo(Map.of(A, 10)); // b has had its two since it was counted
  }

  @Test
  void smallGrantsGoRound() {
    var members = List.of(member(A, 9, 60, 0, 0), member(B, 9, 10, 0, 0));
    var given = new ArrayList<Map<QueueId, Integer>>();
    for (int i = 0; i < 4; i++) {
      given.add(permits.share(new Grant(8, 1, true), members, 0, START));
    }

    assertThat(given).containsExactly(Map.of(A, 1), Map.of(B, 1), Map.of(A, 1), Map.of(B, 1));
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  /** Whatever members do, a grant never starts more attempts than it allows. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverMoreThanGranted(long seed) {
    var random = new SplittableRandom(seed);
    Map<QueueId, Integer> unused = new HashMap<>();
    Map<QueueId, Long> running = new HashMap<>();
    Map<QueueId, Long> carriedOut = new HashMap<>(Map.of(A, 0L, B, 0L));
    var grant = new Grant(1 + seed, random.nextInt(1, 4), false);
    long number = 1;
    long started = 0;
    long ended = 0;
    Map<QueueId, Integer> shares =
        permits.share(grant, List.of(member(A, 3, 9, 0, 0), member(B, 3, 8, 0, 0)), 0, START);
    for (int second = 1; second < 200; second++) {
      List<Member> able = new ArrayList<>();
      for (var id : List.of(A, B)) {
        if (random.nextInt(3) > 0 && carriedOut.getOrDefault(id, 0L) < number) {
          carriedOut.put(id, number); // what was left of before is replaced
          unused.put(id, shares.getOrDefault(id, 0));
        }
        if (random.nextInt(6) == 0 && unused.getOrDefault(id, 0) > 0) {
          unused.merge(id, -1, Integer::sum);
          running.merge(id, 1L, Long::sum);
          started++;
        }
        if (random.nextInt(4) == 0 && running.getOrDefault(id, 0L) > 0) {
          running.merge(id, -1L, Long::sum);
          ended++;
        }
        long waiting = random.nextInt(3);
        able.add(
            member(id, waiting, second, running.getOrDefault(id, 0L), carried(carriedOut, id)));
      }
      if (random.nextInt(10) == 0) {
        able.removeFirst();
      }
      var moved = permits.reconsider(able, number, ended, at(second));
      if (moved != null) {
        number++;
        shares = moved;
      }
    }

    assertThat(started).isLessThanOrEqualTo(grant.starts());
  }

  private static long carried(Map<QueueId, Long> carriedOut, QueueId id) {
    return carriedOut.getOrDefault(id, 0L);
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }

  /** A member whose sample is newer than all that was carried out there. */
  private static Member member(
      QueueId id, long waiting, long oldestSeconds, long withWorkers, long grant) {
    @Nullable Duration oldest = waiting == 0 ? null : Duration.ofSeconds(oldestSeconds);
    var sample =
        new QueueSample(
            id.name(),
            new Counts(waiting, withWorkers, 0L, 0L, 0L, 0L),
            Totals.UNKNOWN,
            oldest,
            new GateView(true, GateView.Owner.RECLOSER),
            withWorkers,
            List.of(new Worker("w", withWorkers)));
    return new Member(
        id, true, true, sample, at(1_000), new Done(1, START, grant, START), false, false);
  }
}
