package dev.recloser.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The random life must reach every corner often, or its properties prove nothing. */
class RandomLifeTest {

  @Test
  void everyActAndEveryTransitionHappensOften() {
    Map<String, Integer> seen = new TreeMap<>();

    LongStream.range(0, 100)
        .forEach(seed ->
            new RandomLife(seed)
                .live(happened -> {
                  String to = happened.after().position().phase().name();
                  seen.merge(happened.before().position().phase() + ">" + to, 1, Integer::sum);
                  for (Effect effect : happened.step().effects()) {
                    String kind =
                        effect instanceof Effect.Noted noted
                            ? noted.act() + (noted.changed() ? "" : " in vain")
                            : effect.getClass().getSimpleName();
                    seen.merge(kind, 1, Integer::sum);
                  }
                }));

    assertThat(seen)
        .containsKeys(Arrays.stream(Effect.Act.values()).map(Enum::name).toArray(String[]::new));
    assertThat(seen)
        .containsKeys("Hold", "Flow", "Grant")
        .containsKeys("CLOSED>OPEN", "CLOSED>PROBING", "CLOSED>RAMPING", "OPEN>PROBING")
        .containsKeys("OPEN>RAMPING", "OPEN>CLOSED", "PROBING>OPEN", "PROBING>RAMPING")
        .containsKeys("RAMPING>OPEN", "RAMPING>CLOSED", "RAMPING>RAMPING", "PROBING>PROBING");
    assertThat(seen.values()).as("%s", seen).allMatch(count -> count >= 10);
  }

  /**
   * Its numbers, 4 to 29, are held in the lives from seed 1000 on; these lives must be full too.
   */
  @Test
  void invariant30LivesWithAcceptedPoliciesGoThroughEveryPhase() {
    Map<Phase, Integer> seen = new EnumMap<>(Phase.class);

    LongStream.range(RandomLife.FIRST_ACCEPTED, RandomLife.FIRST_ACCEPTED + 40)
        .forEach(seed ->
            new RandomLife(seed)
                .live(
                    happened -> seen.merge(happened.after().position().phase(), 1, Integer::sum)));

    assertThat(seen).containsOnlyKeys(Phase.values());
    assertThat(seen.values()).as("%s", seen).allMatch(count -> count >= 100);
  }
}
