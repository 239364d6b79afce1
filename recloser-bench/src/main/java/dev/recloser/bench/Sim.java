package dev.recloser.bench;

import java.util.List;

/** Prints the figures of all rules on all traces. */
public final class Sim {

  private Sim() {}

  /** Runs the traces named, or all. */
  public static void main(String[] args) {
    for (String name : args.length == 0 ? Traces.NAMES : List.of(args)) {
      var trace = Traces.named(name);
      System.out.println(trace.name() + " " + trace.title());
      for (var rule : Rules.all()) {
        long began = System.nanoTime();
        var figures = new World(trace, 42, rule.apply(trace)).run();
        System.out.printf(
            "%-28s %s %d ms%n",
            rule.apply(trace).name(), figures, (System.nanoTime() - began) / 1000000);
      }
    }
  }
}
