package dev.recloser.bench;

import java.util.ArrayList;
import java.util.List;

/** Writes the results as a page of Markdown. */
final class Page {

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  Page(Results results) {
    this.results = results;
  }

  /** The whole page. */
  String whole(List<Trace> traces) {
    text.append(HEAD);
    bounds();
    text.append("\n## Where another rule is better\n\n").append(BETTER);
    for (var trace : traces) {
      better(trace);
    }
    text.append("\n## The traces\n\n").append(COLUMNS);
    for (var trace : traces) {
      table(trace);
    }
    text.append("\n## The rules\n\n");
    for (var rule : Rules.ALL) {
      line("- **" + rule.name() + "**: " + rule.note());
    }
    return text.append(MODEL).toString();
  }

  /** The tables alone. */
  String tables(List<Trace> traces) {
    traces.forEach(this::table);
    return text.toString();
  }

  private void table(Trace trace) {
    var columns = Figure.of(trace);
    line("\n### " + trace.name() + ": " + trace.title() + "\n");
    row("rule", columns.stream().map(Figure::heading).toList());
    row("---", columns.stream().map(_ -> "---:").toList());
    for (var rule : Rules.ALL) {
      var figures = results.of(rule, trace);
      row(rule.name(), columns.stream().map(c -> Figure.text(c.in(figures))).toList());
    }
  }

  private void bounds() {
    row("rule", List.of("trace", "figure", "at most", "worst", "seeds"));
    row("---", List.of("---", "---", "---:", "---:", "---:"));
    for (var bound : Bounds.all()) {
      var seen = results.all(bound.rule(), bound.trace(), bound.figure());
      double worst = results.worst(bound.rule(), bound.trace(), bound.figure());
      String mark = worst > bound.most() ? " **missed**" : "";
      row(
          Rules.keyed(bound.rule()).name(),
          List.of(
              bound.trace(),
              bound.figure().heading(),
              Figure.text(bound.most()),
              Figure.text(worst) + mark,
              String.valueOf(seen.size())));
    }
  }

  /** Figure by figure, the rules that beat the default of Recloser. */
  private void better(Trace trace) {
    var ours = results.of(Rules.RECLOSER, trace);
    for (var figure : Figure.of(trace)) {
      if (figure == Figure.TRIPS) {
        continue; // failed probes are trips here: a count of attempts, and burned counts those
      }
      double own = figure.in(ours);
      List<String> names = new ArrayList<>();
      for (var rule : Rules.ALL) {
        double theirs = figure.in(results.of(rule, trace));
        if (!rule.ours() && !rule.key().equals("none") && theirs < own) {
          names.add(rule.name() + " " + Figure.text(theirs));
        }
      }
      if (!names.isEmpty()) {
        String all = String.join(", ", names);
        line(
            "- %s, %s: Recloser %s; %s"
                .formatted(trace.name(), figure.heading(), Figure.text(own), all));
      }
    }
  }

  private void row(String first, List<String> cells) {
    line("| " + first + " | " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static final String HEAD =
      """
      # Decision quality

      How breaker rules decide on the same arrivals. Written by `./dev sim`; change the simulator \
      (`recloser-bench`), not this page.

      A simulator of one queue in virtual time, and rules re-implemented from their documentation and \
      source, are no measurement of a product. They answer one question: given these outcomes, what \
      would this rule have done?

      ## What Recloser is held to

      The test `DecisionQualityTest` fails when a figure is worse than its bound.

      """;

  private static final String BETTER =
      """
      Every figure, seed 42, on which a rule of others beats the default of Recloser. A rule that \
      never trips is fast to recover because it never stopped: read these lines together with dead \
      and burned.

      """;

  private static final String COLUMNS =
      """
      Seed 42. Poison jobs are left out of all columns but trips.

      - dead: jobs that failed for good; burned: failed attempts during the outage, refused ones \
      included
      - first trip s: from the start of the outage; of the first process where each decides alone
      - stable s: from the end of the outage until successes reach 80% of the arrivals over 10 s (or \
      the time of three arrivals)
      - trips in outage: openings of all processes, failed probes included; re-opens: the same after \
      the outage; false trips: before it, or where there is none
      - idle s: time in which a process held or refused ordinary jobs while the dependency was up, \
      mean over the processes; left: jobs waiting at the end
      """;

  private static final String MODEL =
      """

      ## What is the same for all

      Four processes with 16 jobs at a time; runs of 50 ms on average (25 to 75), failures during the \
      outage 20 ms unless the trace says else; five attempts with 10, 20, 40 and 80 s between them; \
      Poisson arrivals unless the trace says regular. Whether an attempt fails and how long it takes \
      depends on the seed, the job and the attempt, never on the rule. A pause, resume or grant takes \
      effect 100 ms after the decision; what runs goes on. A refusal in the handler takes 1 ms.

      Left out everywhere: prefetched jobs, lost or late outcomes, restarts, clocks that jump, more \
      than one queue.

      Where the traces were only sketched, this was chosen: ten minutes of health before each outage; \
      T2 is regular (one each 30 s), because five different jobs must fail within the 150 s of the \
      first job's retries, or that job is lost before anything can be told; T2b has random intervals, \
      where that happens; T9 retries one job 19 times within four minutes on a queue of one job per minute; T10 \
      flaps. The files are in `recloser-bench/src/main/resources/dev/recloser/bench/traces`; \
      `./dev sim --trace=FILE` runs another one.
      """;
}
