package dev.recloser.bench.jmh;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Policy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jol.info.GraphLayout;

/**
 * Prints how much memory a breaker takes: everything reachable from 1,000 of them, shared things
 * counted once, divided by 1,000. The goal for Recloser: at most 1 KiB.
 */
public final class Memory {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int MANY = 1_000;
  private static final int BATCHES = 400;

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

  private static void print(PrintStream out, String what, IntFunction<Object> make) {
    Object[] all = new Object[MANY];
    for (int i = 0; i < MANY; i++) {
      all[i] = make.apply(i);
    }
    long bytes = GraphLayout.parseInstance((Object) all).totalSize() / MANY;
    out.printf("%-36s %,6d bytes%n", what, bytes);
  }
}
