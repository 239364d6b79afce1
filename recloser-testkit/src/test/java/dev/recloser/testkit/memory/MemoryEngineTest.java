package dev.recloser.testkit.memory;

import dev.recloser.engine.Engine;
import dev.recloser.testkit.AgeContract;
import dev.recloser.testkit.BrowseContract;
import dev.recloser.testkit.CountContract;
import dev.recloser.testkit.DiscoverContract;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.GrantContract;
import dev.recloser.testkit.HoldContract;
import dev.recloser.testkit.OutcomesContract;
import dev.recloser.testkit.RemoveContract;
import dev.recloser.testkit.RetryContract;
import dev.recloser.testkit.SendContract;
import dev.recloser.testkit.WorkersContract;

class MemoryEngineTest
    implements DiscoverContract,
        CountContract,
        AgeContract,
        HoldContract,
        GrantContract,
        OutcomesContract,
        BrowseContract,
        RetryContract,
        RemoveContract,
        WorkersContract,
        SendContract {

  private final MemoryHarness harness = new MemoryHarness();

  @Override
  public Engine engine() {
    return new MemoryEngine(harness.broker());
  }

  @Override
  public EngineHarness harness() {
    return harness;
  }
}
