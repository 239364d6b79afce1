package dev.recloser.testkit.memory;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.Support;
import dev.recloser.engine.Support.Level;
import dev.recloser.testkit.CountContract;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.OutcomesContract;
import java.util.Map;

/** An engine that can be watched and nothing else passes the kit when it says so. */
class WatchingMemoryEngineTest implements CountContract, OutcomesContract {

  private static final EngineInfo INFO =
      MemoryInfo.of(
          Map.of(
              Capability.COUNT, Support.of(Level.YES),
              Capability.OUTCOMES, Support.of(Level.PER_ATTEMPT_NO_ERROR_TEXT)));

  private final MemoryHarness harness = new MemoryHarness();

  @Override
  public Engine engine() {
    return new MemoryEngine(harness.broker(), INFO);
  }

  @Override
  public EngineHarness harness() {
    return harness;
  }
}
