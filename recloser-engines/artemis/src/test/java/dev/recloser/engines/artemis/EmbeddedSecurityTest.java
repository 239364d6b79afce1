package dev.recloser.engines.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineSettings;
import dev.recloser.testkit.Await;
import dev.recloser.testkit.MemoryDeadLetters;
import dev.recloser.testkit.RecordingSink;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedSecurityTest {

  @TempDir Path folder;

  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private EmbeddedEngine engine;

  @BeforeEach
  void start() {
    tokens.add(Embedded.TOKEN);
    engine = engine(folder, 0);
    engine.open(Set.of(), new RecordingSink());
  }

  private EmbeddedEngine engine(Path data, int port) {
    var settings =
        new EngineSettings(
            "embedded",
            "embedded",
            data,
            port,
            tokens::contains,
            InstantSource.system(),
            new MemoryDeadLetters());
    return (EmbeddedEngine) new ArtemisProvider().create(settings);
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource
  void aWrongTokenIsRefused(Clients protocol) {
    assertThatThrownBy(
            () -> protocol.factory(engine.port()).createConnection("any", "wrong").start())
        .isInstanceOf(JMSSecurityException.class);
    assertThatThrownBy(() -> protocol.factory(engine.port()).createConnection().start())
        .isInstanceOf(JMSException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DLA", "DLQ.jobs", "activemq.notifications", "recloser.outcomes", "recloser.x"})
  void reservedAddressesCannotBeConsumed(String address) throws Exception {
    for (Clients protocol : Clients.values()) {
      try (Connection connection = protocol.connect(engine.port());
          Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
        assertThatThrownBy(() -> session.createConsumer(session.createQueue(address)))
            .as("%s over %s", address, protocol)
            .isInstanceOf(JMSException.class);
      }
    }
  }

  @Test
  void managementIsRefused() throws Exception {
    try (var locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + engine.port());
        var factory = locator.createSessionFactory();
        var session = factory.createSession("any", Embedded.TOKEN, false, true, true, false, 0)) {
      assertThatThrownBy(() -> new ClientRequestor(session, "activemq.management"))
          .hasMessageContaining("AMQ2292"); // no permission
    }
    try (Connection connection = Clients.CORE.connect(engine.port());
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      assertThatThrownBy(() ->
              session
                  .createProducer(session.createQueue("activemq.management"))
                  .send(session.createMessage()))
          .isInstanceOf(JMSException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedTokenLosesItsConnection(Clients protocol) throws Exception {
    var lost = new AtomicBoolean();
    try (Connection connection = protocol.connect(engine.port())) {
      connection.setExceptionListener(_ -> lost.set(true));
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      session.createConsumer(session.createQueue("jobs"));

      tokens.clear();

      Await.polling()
          .until(
              "the connection is closed",
              () -> {
                engine.sample();
                return lost.get();
              });
      Await.polling().until("nobody gets in with it", () -> isRefused(protocol));
    } catch (JMSException _) {
      // closing a connection that is gone
    }
  }

  private boolean isRefused(Clients protocol) {
    try (Connection _ = protocol.connect(engine.port())) {
      return false;
    } catch (JMSException _) {
      return true;
    }
  }

  @Test
  void aTakenPortIsSaid(@TempDir Path other) {
    EmbeddedEngine second = engine(other, engine.port());

    assertThatThrownBy(() -> second.open(Set.of(), new RecordingSink()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("port");
    assertThatCode(second::close).doesNotThrowAnyException();
  }

  @Test
  void twoBrokersCannotShareAFolder() {
    EmbeddedEngine second = engine(folder, 0);

    assertThatThrownBy(() -> second.open(Set.of(), new RecordingSink()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("data folder");
    assertThat(engine.sample().queues()).isEmpty();
  }
}
