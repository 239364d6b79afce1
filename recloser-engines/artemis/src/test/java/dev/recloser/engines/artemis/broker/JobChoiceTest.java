package dev.recloser.engines.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobChoiceTest {

  private final JobChoice choice = new JobChoice();

  @Test
  void eachFailedProbePassesOverFourTimesAsManyUpToABound() {
    var passedOver =
        IntStream.range(0, 40)
            .map(_ -> {
              int now = choice.toPassOver();
              choice.probeFailed();
              return now;
            })
            .toArray();

    assertThat(passedOver).startsWith(0, 3, 15, 63, 255, 1_000, 1_000).endsWith(1_000, 1_000);
  }

  @Test
  void jobsOfTheHeadThatSucceedBringItsOrderBack() {
    choice.probeFailed();
    choice.probeFailed();
    choice.headSucceeded();
    assertThat(choice.toPassOver()).isEqualTo(3);
    choice.headSucceeded();
    choice.headSucceeded();
    assertThat(choice.toPassOver()).isZero();
    choice.probeFailed();
    assertThat(choice.toPassOver()).isEqualTo(3);

    choice.flows();
    assertThat(choice.toPassOver()).isZero();
  }

  @Test
  void oneStartOfSixteenInARampIsForTheHead() {
    var turns =
        IntStream.range(0, 64)
            .filter(_ -> {
              boolean turn = choice.isHeadsTurn();
              choice.rampStarted();
              return turn;
            })
            .toArray();

    assertThat(turns).containsExactly(15, 31, 47, 63);
  }

  @Test
  void jobsThatFailedWaitOnceTheirDelayIsOverAndNoWorkerHasThem() {
    choice.failed(1, 0);
    choice.failed(2, 1_000);
    choice.failed(3, 0);
    choice.failed(4, 0);
    choice.ended(4);

    assertThat(choice.isSuspect(2)).isTrue();
    assertThat(choice.isSuspect(4)).isFalse();
    assertThat(choice.suspectsWaiting(999, id -> id == 3)).isEqualTo(1);
    assertThat(choice.suspectsWaiting(1_000, id -> id == 3)).isEqualTo(2);
  }

  @Test
  void thereIsABoundToWhatIsRemembered() {
    for (int id = 0; id < 5_000; id++) {
      choice.failed(id, 0);
    }

    assertThat(choice.suspectsWaiting(0, _ -> false)).isEqualTo(1_000);
  }
}
