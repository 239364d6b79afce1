package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One job type or worker makes the failures: the breaker tells instead of stopping the rest. */
class SuspectTest {

  private static final Suspect BULK = new Suspect(Suspect.Kind.TYPE, "mail.bulk", 19, 20);

  private final Bench bench = new Bench();

  @Test
  void aTripThatOnePartCausesIsWithheldAndTold() {
    bench.fail(20).after(2).send(suspected(1));

    assertThat(bench.phase()).isEqualTo(Phase.CLOSED);
    assertThat(bench.state.tripCount()).isZero();
    assertThat(bench.effects).hasSize(1);
    var withheld = (Effect.Withheld) bench.effects.getFirst();
    assertThat(withheld.suspect()).isEqualTo(BULK);
    assertThat(withheld.cause())
        .extracting(Cause::rule, Cause::failed, Cause::total)
        .containsExactly(Cause.Rule.RATE, 21, 21);
  }

  @Test
  void whatWouldNotTripIsNotTold() {
    bench.send(suspected(1));

    assertThat(bench.effects).isEmpty();
  }

  @Test
  void itOpensAsSoonAsOthersFailToo() {
    bench.fail(20).after(2).send(suspected(1)).fail(1);

    assertThat(bench.phase()).isEqualTo(Phase.OPEN);
    assertThat(bench.asked(Effect.Withheld.class)).isFalse();
  }

  @Test
  void aRampGoesOnToo() {
    bench.ramping().fail(3).after(2).send(suspected(3));

    assertThat(bench.phase()).isEqualTo(Phase.RAMPING);
    assertThat(bench.effects)
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.Withheld.class,
            w -> assertThat(w.cause().rule()).isEqualTo(Cause.Rule.RAMP_FAILED));
  }

  @Test
  void underAHoldOrForcedFlowNothingIsTold() {
    bench.send(new Event.ManualForceClose("ann", null, bench.now.plusSeconds(600)));
    bench.fail(20).after(2).send(suspected(1));

    assertThat(bench.effects).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.recloser.breaker.RandomLife#seeds")
  void aBatchWithASuspectNeverOpensAFlowingBreaker(long seed) {
    new RandomLife(seed)
        .live(happened -> {
          boolean told =
              happened.step().effects().stream().anyMatch(Effect.Withheld.class::isInstance);
          boolean suspected =
              happened.event() instanceof Event.Outcomes outcomes && outcomes.suspect() != null;
          boolean probing = happened.before().position() instanceof Position.Probing;
          assertThat(told && !suspected).isFalse();
          if (suspected && !probing) {
            assertThat(happened.after().version()).isEqualTo(happened.before().version());
          }
        });
  }

  private Event.Outcomes suspected(int count) {
    List<Long> jobs = LongStream.range(1000, 1000 + count).boxed().toList();
    long period = bench.state.position().period();
    return new Event.Outcomes(period, 0, count, 0, count, jobs, 0, null, BULK);
  }
}
