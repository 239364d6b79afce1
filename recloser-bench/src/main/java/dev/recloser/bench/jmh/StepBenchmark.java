package dev.recloser.bench.jmh;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Mode;
import dev.recloser.breaker.Policy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step with a batch of outcomes, and Resilience4j fed with the same outcomes. Recloser is given
 * counts per batch, because that is what its engines report; Resilience4j has no batches, so it is
 * told one by one. The goal: 5 million steps of small batches per second on one core.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx384m", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StepBenchmark {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration BETWEEN = Duration.ofMillis(50);

  /** Outcomes of one batch. */
  @Param({"1", "5", "300"})
  public int size;

  private final Throwable failure = new IllegalStateException("failed");
  private BreakerState state = BreakerState.fresh("bench/jobs", Mode.ACTIVE, START);
  private Instant now = START;
  private CircuitBreaker other = CircuitBreaker.ofDefaults("bench");
  private Batches batches = new Batches(1, 1);
  private int next;

  /** Makes the batches. */
  @Setup
  public void prepare() {
    state = BreakerState.fresh("bench/jobs", Mode.ACTIVE, START);
    other = CircuitBreaker.ofDefaults("bench");
    batches = new Batches(size, state.position().period());
    now = START;
  }

  /** Recloser: one step. */
  @Benchmark
  public BreakerState recloser() {
    next = (next + 1) % Batches.COUNT;
    now = now.plus(BETWEEN);
    state = Breaker.step(state, batches.batch(next), Policy.DEFAULTS, now).state();
    return state;
  }

  /** Resilience4j: the outcomes of one batch, one by one. */
  @Benchmark
  public CircuitBreaker resilience4j() {
    next = (next + 1) % Batches.COUNT;
    for (boolean succeeded : batches.succeeded(next)) {
      if (succeeded) {
        other.onSuccess(1, TimeUnit.MILLISECONDS);
      } else {
        other.onError(1, TimeUnit.MILLISECONDS, failure);
      }
    }
    return other;
  }
}
