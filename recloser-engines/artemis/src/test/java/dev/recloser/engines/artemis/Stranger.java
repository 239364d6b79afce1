package dev.recloser.engines.artemis;

import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;

/** Somebody else who manages the same broker, as its console does. */
record Stranger(int port) {

  static Stranger at(BrokerProcess broker) {
    return new Stranger(broker.port());
  }

  void pause(String queue) {
    manage(queue, "pause", true);
  }

  void resume(String queue) {
    manage(queue, "resume");
  }

  void manage(String queue, String operation, Object... arguments) {
    try (var locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
        var factory = locator.createSessionFactory();
        ClientSession session =
            factory.createSession("admin", Embedded.TOKEN, false, true, true, false, 0)) {
      session.start();
      var message = session.createMessage(false);
      ManagementHelper.putOperationInvocation(message, "queue." + queue, operation, arguments);
      new ClientRequestor(session, "activemq.management").request(message);
    } catch (Exception e) {
      throw new IllegalStateException("the stranger could not " + operation, e);
    }
  }
}
