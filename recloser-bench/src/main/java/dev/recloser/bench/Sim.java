package dev.recloser.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command: runs rules on traces, prints the tables and writes the page. */
public final class Sim {

  private static final String HELP =
      "./dev sim [--trace=FILE]   without a file: all traces, and docs/decision-quality.md";

  private Sim() {}

  /**
   * Runs.
   *
   * @param args {@code --trace=FILE} for the tables of one trace, {@code --out=FILE} for the page
   */
  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String arg : args) {
      if (arg.startsWith("--trace=")) {
        var trace = Traces.in(Path.of(arg.substring("--trace=".length())));
        out.print(new Page(all(List.of(trace)).run()).tables(List.of(trace)));
        return;
      }
      if (!arg.startsWith("--out=")) {
        out.println(HELP);
        return;
      }
    }
    var traces = Traces.NAMES.stream().map(Traces::named).toList();
    var plan = all(traces);
    for (var trace : traces) {
      moreSeeds(plan, trace);
    }
    String page = new Page(plan.run()).whole(traces);
    out.print(page);
    if (args.length > 0) {
      Files.writeString(Path.of(args[0].substring("--out=".length())), page);
    }
  }

  /** All rules on the seed of the tables. */
  private static Results.Plan all(List<Trace> traces) {
    var plan = new Results.Plan();
    for (var trace : traces) {
      Rules.ALL.forEach(rule -> plan.add(trace, rule, Results.SEED));
    }
    return plan;
  }

  /** Recloser on more seeds: 20 where there is no outage or few jobs, else 3. */
  private static void moreSeeds(Results.Plan plan, Trace trace) {
    int seeds = trace.outage() == null || trace.arrivals().perSecond() < 1 ? 20 : 3;
    for (long seed = 1; seed < seeds; seed++) {
      plan.add(trace, Rules.RECLOSER, seed);
      if (trace.poison().jobs() > 0) {
        plan.add(trace, Rules.RECLOSER_IGNORING, seed);
        plan.add(trace, Rules.RECLOSER_TYPES, seed);
      }
      if (trace.outage() != null) {
        plan.add(trace, Rules.RECLOSER_HEALTH, seed);
      }
    }
  }
}
