package dev.recloser.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldTest {

  private static Trace trace(String... lines) {
    return Trace.read("test", new StringReader(String.join("\n", lines)));
  }

  /** Notes what it is told; holds when asked to. */
  private static final class Recorder implements Rule {
    private final List<Attempt> started = new ArrayList<>();
    private final List<Attempt> ended = new ArrayList<>();
    private final Map<String, Boolean> results = new HashMap<>();
    private Runnable first = () -> {};

    @Override
    public void begin(Controls controls) {
      controls.after(0, () -> first.run());
    }

    @Override
    public void started(Attempt attempt) {
      started.add(attempt);
    }

    @Override
    public void ended(Attempt attempt, boolean succeeded) {
      ended.add(attempt);
      results.put(attempt.job() + "/" + attempt.number(), succeeded);
    }
  }

  @Test
  void equalSeedsGiveEqualFigures() {
    var trace = Traces.named("T4");

    assertThat(Rules.RECLOSER.run(trace, 7)).isEqualTo(Rules.RECLOSER.run(trace, 7));
  }

  @Test
  void anAttemptFailsOrNotWhateverTheRule() {
    var trace = trace("jobs-per-second = 20", "noise = 0.3", "lasts = 10m");
    var free = new Recorder();
    var slow =
        new Rule() {
          private final Recorder recorder = new Recorder();

          @Override
          public void begin(Controls controls) {
            controls.limit(0, 1);
            controls.limit(1, 0);
          }

          @Override
          public void ended(Attempt attempt, boolean succeeded) {
            recorder.ended(attempt, succeeded);
          }
        };

    new World(trace, 1, free).run();
    new World(trace, 1, slow).run();

    assertThat(free.results).hasSizeGreaterThan(10_000);
    slow.recorder.results.forEach(
        (attempt, succeeded) -> assertThat(free.results).containsEntry(attempt, succeeded));
  }

  @Test
  void aHoldStopsStartsAfter100MillisecondsAndAGrantLetsSomeThrough() {
    var trace = trace("jobs-per-second = 50", "arrivals = regular", "lasts = 20s");
    var recorder = new Recorder();
    var rule =
        new Rule() {
          @Override
          public void begin(Controls controls) {
            controls.after(5_000, () -> controls.hold(Controls.ALL));
            controls.after(
                10_000, () -> controls.grant(Controls.ALL, new Controls.Grant(9, 3, true)));
          }

          @Override
          public void started(Attempt attempt) {
            recorder.started(attempt);
          }
        };

    new World(trace, 1, rule).run();

    assertThat(recorder.started)
        .filteredOn(a -> a.grant() == 0)
        .last()
        .satisfies(a -> assertThat(a.startedAt()).isBetween(5_060L, 5_100L));
    assertThat(recorder.started)
        .filteredOn(a -> a.grant() == 9)
        .hasSize(3)
        .allSatisfy(a -> assertThat(a.startedAt()).isEqualTo(10_100));
  }

  @Test
  void aProbeSparesJobsOnTheirLastAttempt() {
    var trace =
        trace(
            "jobs-per-second = 1",
            "arrivals = regular",
            "poison-jobs = 5",
            "poison-at = 500ms",
            "retry-waits = 1s",
            "lasts = 10s");
    var recorder = new Recorder();
    var rule =
        new Rule() {
          @Override
          public void begin(Controls controls) {
            controls.after(700, () -> controls.hold(Controls.ALL));
            controls.after(
                3_000, () -> controls.grant(Controls.ALL, new Controls.Grant(4, 100, false)));
          }

          @Override
          public void started(Attempt attempt) {
            recorder.started(attempt);
          }
        };

    new World(trace, 1, rule).run();

    assertThat(recorder.started)
        .filteredOn(a -> a.grant() == 4)
        .isNotEmpty()
        .noneMatch(Attempt::last);
  }

  @Test
  void aRefusedJobIsAFailedAttempt() {
    var trace =
        trace(
            "jobs-per-second = 1",
            "arrivals = regular",
            "outage-from = 0s",
            "outage-lasts = 100s",
            "retry-waits = 1s",
            "lasts = 60s");
    var rule =
        new Rule() {
          @Override
          public boolean admits(int process) {
            return false;
          }
        };

    var figures = new World(trace, 1, rule).run();

    assertThat(figures.dead()).isBetween(57L, 59L);
    assertThat(figures.burned()).isBetween(115L, 119L);
  }

  @Test
  void tooManyStartsBringAWeakDependencyDown() {
    var cliff = Traces.named("T4");

    var figures = new World(cliff, 42, new None()).run();

    assertThat(figures.stableSeconds()).isNegative();
  }
}
