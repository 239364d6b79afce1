package dev.recloser.bench.jmh;

import dev.recloser.breaker.Breaker;
import dev.recloser.breaker.BreakerState;
import dev.recloser.breaker.Event;
import dev.recloser.breaker.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 10,000 breakers for one second of their life. The goal: below 10 ms, 1% of a core. Steps alone:
 * reading an engine and writing a snapshot are not in it.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx384m", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ManyBreakersBenchmark {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int BREAKERS = 10_000;
  private static final int TICKS = 4;

  private final BreakerState[] states = new BreakerState[BREAKERS];
  private final Batches batches = new Batches(5, 1);
  private final Event observed = new Event.Observed(17L, 4L);
  private Instant now = START;

  /** Makes the breakers; each has seen outcomes. */
  @Setup
  public void prepare() {
    now = START;
    for (int i = 0; i < BREAKERS; i++) {
      states[i] = Memory.used("bench/" + i, now);
    }
    now = START.plusSeconds(60);
  }

  /** One tick for each. */
  @Benchmark
  public BreakerState[] oneTick() {
    step(new Event.Tick(), Duration.ofSeconds(1));
    return states;
  }

  /** A quiet second: four ticks and a look at the counts for each. */
  @Benchmark
  public BreakerState[] quietSecond() {
    for (int i = 0; i < TICKS; i++) {
      step(new Event.Tick(), Duration.ofMillis(250));
    }
    step(observed, Duration.ZERO);
    return states;
  }

  /** A busy second: the same, and a batch of five outcomes for each. */
  @Benchmark
  public BreakerState[] busySecond() {
    quietSecond();
    for (int i = 0; i < BREAKERS; i++) {
      var batch = batches.batch(i % Batches.COUNT);
      states[i] = Breaker.step(states[i], batch, Policy.DEFAULTS, now).state();
    }
    return states;
  }

  private void step(Event event, Duration later) {
    now = now.plus(later);
    for (int i = 0; i < BREAKERS; i++) {
      states[i] = Breaker.step(states[i], event, Policy.DEFAULTS, now).state();
    }
  }
}
