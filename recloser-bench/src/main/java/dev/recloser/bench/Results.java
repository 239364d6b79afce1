package dev.recloser.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The figures of rules on traces. Each run is alone in its world, so several run at once. */
final class Results {

  /** The seed of the tables. */
  static final long SEED = 42;

  private final Map<Run, Figures> figures;

  /** One rule on one trace. */
  record Run(String rule, String trace, long seed) {}

  private Results(Map<Run, Figures> figures) {
    this.figures = figures;
  }

  /** Collects what to run. */
  static final class Plan {
    private final Map<Run, Callable<Figures>> runs = new LinkedHashMap<>();

    Plan add(Trace trace, Rules.Entry rule, long seed) {
      runs.put(new Run(rule.key(), trace.name(), seed), () -> rule.run(trace, seed));
      return this;
    }

    /** Runs all, as many at once as there are processors. */
    Results run() {
      try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
        Map<Run, Future<Figures>> running = new LinkedHashMap<>();
        runs.forEach((run, work) -> running.put(run, pool.submit(work)));
        Map<Run, Figures> done = new LinkedHashMap<>();
        for (var one : running.entrySet()) {
          done.put(one.getKey(), one.getValue().get());
        }
        return new Results(done);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a run failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /** The figures of a rule on a trace with the seed of the tables. */
  Figures of(Rules.Entry rule, Trace trace) {
    var found = figures.get(new Run(rule.key(), trace.name(), SEED));
    if (found == null) {
      throw new IllegalArgumentException(rule.key() + " did not run " + trace.name());
    }
    return found;
  }

  /** A figure over all seeds that ran. */
  List<Double> all(String rule, String trace, Figure figure) {
    List<Double> numbers = new ArrayList<>();
    figures.forEach((run, seen) -> {
      if (run.rule.equals(rule) && run.trace.equals(trace)) {
        numbers.add(figure.in(seen));
      }
    });
    return numbers;
  }

  /** The worst over all seeds. */
  double worst(String rule, String trace, Figure figure) {
    return all(rule, trace, figure).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
