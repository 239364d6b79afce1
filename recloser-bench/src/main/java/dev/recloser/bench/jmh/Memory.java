package dev.recloser.bench.jmh;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Policy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Prints how much memory a breaker takes: the growth of the heap by 20,000 of them, after garbage
 * collection. The goal for Recloser: at most 1 KiB.
 */
public final class Memory {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int MANY = 20_000;
  private static final int BATCHES = 400;
  private static final int ROUNDS = 5;

  private Memory() {}

  /** Prints the figures. */
  public static void main(String[] args) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    print(out, "Recloser, fresh", i -> BreakerState.fresh("bench/" + i, Mode.ACTIVE, START));
    print(out, "Recloser, window and job list full", i -> used("bench/" + i, START));
    print(out, "Resilience4j, fresh", i -> CircuitBreaker.ofDefaults("bench/" + i));
    print(out, "Resilience4j, window full", i -> usedOther("bench/" + i));
  }

  /** A breaker that has seen enough outcomes to fill all it remembers. */
  static BreakerState used(String id, Instant start) {
    var state = BreakerState.fresh(id, Mode.ACTIVE, start);
    var batches = new Batches(5, state.position().period());
    for (int i = 0; i < BATCHES; i++) {
      var now = start.plusMillis(100L * i);
      state = Breaker.step(state, batches.batch(i % Batches.COUNT), Policy.DEFAULTS, now).state();
    }
    return state;
  }

  private static CircuitBreaker usedOther(String id) {
    var breaker = CircuitBreaker.ofDefaults(id);
    for (int i = 0; i < BATCHES; i++) {
      breaker.onSuccess(1, TimeUnit.MILLISECONDS);
    }
    return breaker;
  }

  /**
   * The most of several rounds. The first also pays for classes and compiled code; later ones read
   * too little where breakers of the round before were not collected yet.
   */
  private static void print(PrintStream out, String what, IntFunction<Object> make) {
    long _ = size(make);
    long most = 0;
    for (int i = 0; i < ROUNDS; i++) {
      most = Math.max(most, size(make));
    }
    out.printf("%-36s %,6d bytes%n", what, most);
  }

  private static long size(IntFunction<Object> make) {
    Object[] all = new Object[MANY];
    long before = usedHeap();
    try {
      for (int i = 0; i < MANY; i++) {
        all[i] = make.apply(i);
      }
      return (usedHeap() - before) / MANY;
    } finally {
      Reference.reachabilityFence(all);
    }
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
