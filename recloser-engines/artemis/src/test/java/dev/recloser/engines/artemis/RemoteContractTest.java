package dev.recloser.engines.artemis;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineSettings;
import dev.recloser.testkit.AgeContract;
import dev.recloser.testkit.BrowseContract;
import dev.recloser.testkit.CountContract;
import dev.recloser.testkit.DiscoverContract;
import dev.recloser.testkit.EngineHarness;
import dev.recloser.testkit.GrantContract;
import dev.recloser.testkit.HoldContract;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RemoveContract;
import dev.recloser.testkit.RetryContract;
import dev.recloser.testkit.SendContract;
import dev.recloser.testkit.WorkersContract;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A plain broker in another process passes what a remote engine declares, with AMQP workers. */
class RemoteContractTest
    implements DiscoverContract,
        CountContract,
        AgeContract,
        HoldContract,
        GrantContract,
        BrowseContract,
        RetryContract,
        RemoveContract,
        WorkersContract,
        SendContract {

  private static BrokerProcess broker;

  @TempDir static Path brokerFolder;

  @TempDir Path folder;

  private final Harness harness = new Harness();

  @BeforeAll
  static void startBroker() {
    broker = new BrokerProcess(PlainBroker.class, brokerFolder, Embedded.TOKEN);
    Stranger.at(broker)
        .manage(
            "no-such-queue", "resume"); // the first use of the client library takes seconds here
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Override
  public Engine engine() {
    return engine(broker.port());
  }

  private Engine engine(int port) {
    String url = "tcp://admin:" + Embedded.TOKEN + "@127.0.0.1:" + port;
    return new ArtemisProvider()
        .create(
            new EngineSettings(
                "remote",
                url,
                folder,
                0,
                _ -> false,
                InstantSource.system(),
                new MemoryDeadLetters()));
  }

  @Override
  public EngineHarness harness() {
    return harness;
  }

  private final class Harness extends ArtemisHarness {

    @Override
    int port() {
      return broker.port();
    }

    /** A pulse can give each worker what it has credit for, while the workers are quick. */
    @Override
    public long grantBound(int starts, int workers) {
      return starts + workers * 12L;
    }

    @Override
    public Optional<Engine> unreachableEngine() {
      try (var unused = new ServerSocket(0)) {
        return Optional.of(engine(unused.getLocalPort()));
      } catch (IOException e) {
        throw new IllegalStateException("no free port", e);
      }
    }

    @Override
    public void foreignPause(String queue) {
      Stranger.at(broker).pause(queue);
    }

    @Override
    public void foreignResume(String queue) {
      Stranger.at(broker).resume(queue);
    }

    @Override
    public void close() {
      // the broker serves the next test too
    }
  }
}
