package dev.recloser.engines.artemis;

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
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker passes the whole kit, with AMQP workers. */
class EmbeddedContractTest
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

  @TempDir Path folder;

  private final Harness harness = new Harness();

  private @Nullable EmbeddedEngine engine;

  @Override
  public Engine engine() {
    engine = new Embedded(folder).engine;
    return engine;
  }

  @Override
  public EngineHarness harness() {
    return harness;
  }

  private final class Harness extends ArtemisHarness {

    @Override
    int port() {
      return Objects.requireNonNull(engine).port();
    }

    @Override
    public void foreignPause(String queue) {
      Objects.requireNonNull(engine).queue(queue).pause(true); // what its management does
    }

    @Override
    public void foreignResume(String queue) {
      Objects.requireNonNull(engine).queue(queue).resume();
    }

    @Override
    public void close() {
      // the broker is the engine's own
    }
  }
}
