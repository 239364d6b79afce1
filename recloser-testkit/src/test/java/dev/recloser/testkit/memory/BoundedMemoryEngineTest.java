package dev.recloser.testkit.memory;

import dev.recloser.engine.Capability;
import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineInfo;
import dev.recloser.engine.Support;
import dev.recloser.engine.Support.Level;
import dev.recloser.testkit.CountContract;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.GrantContract;
import dev.recloser.testkit.HoldContract;
import dev.recloser.testkit.OutcomesContract;
import java.util.Map;

/** An engine that can do little and grants two starts too many passes the kit when it says so. */
class BoundedMemoryEngineTest
    implements CountContract, HoldContract, GrantContract, OutcomesContract {

  private static final EngineInfo INFO =
      MemoryInfo.of(
          Map.of(
              Capability.COUNT, Support.of(Level.YES),
              Capability.HOLD, Support.of(Level.EXACT),
              Capability.GRANT, Support.of(Level.BOUNDED, "At most 2 more than granted."),
              Capability.OUTCOMES, Support.of(Level.FINAL_ONLY)));

  private final MemoryHarness harness = new MemoryHarness(2);

  @Override
  public Engine engine() {
    return new MemoryEngine(harness.broker(), INFO);
  }

  @Override
  public EngineHarness harness() {
    return harness;
  }
}
