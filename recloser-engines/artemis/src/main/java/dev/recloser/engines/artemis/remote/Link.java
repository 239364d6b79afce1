package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/**
 * One connection to a broker, with a session for management. Used under its lock only; {@link
 * Remote} sees to that. Never reconnects by itself: a broken link is replaced.
 */
final class Link implements AutoCloseable {

  private static final SimpleString MANAGEMENT = SimpleString.of("activemq.management");
  private static final int PACKET_MS = 1_500;

  /**
   * What the broker (2.55.0) says to an operation, or a question, about a queue it does not have.
   */
  private static final String NO_SUCH_RESOURCE = "AMQ229067";

  private static final String NO_SUCH_ATTRIBUTE = "Problem while retrieving attribute";

  private final RemoteUrl url;
  private final ServerLocator locator;
  private final ClientSessionFactory factory;
  private final ClientSession session;
  private final ClientRequestor requestor;

  /**
   * Keeps the engine's thread and a running grant apart: nobody looks at a queue in the moment a
   * grant has it open. Both need this one session and its order, hence a lock and not an inbox.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private Link(RemoteUrl url, ServerLocator locator) throws Exception {
    this.url = url;
    this.locator = locator;
    this.factory = locator.createSessionFactory();
    this.session = newSession();
    session.start();
    this.requestor = new ClientRequestor(session, MANAGEMENT);
  }

  static Link to(RemoteUrl url) throws Exception {
    Map<String, Object> where = new HashMap<>();
    where.put(TransportConstants.HOST_PROP_NAME, url.host());
    where.put(TransportConstants.PORT_PROP_NAME, url.port());
    where.put(TransportConstants.NETTY_CONNECT_TIMEOUT, PACKET_MS);
    // Native sockets unpack a library into the temporary folder. The client's shared pool of
    // threads
    // fits one kind of socket only, whichever came first in the process, so this link has its own.
    where.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    where.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
    where.put(TransportConstants.USE_GLOBAL_WORKER_POOL_PROP_NAME, false);
    where.put(TransportConstants.REMOTING_THREADS_PROPNAME, 1);
    var transport = new TransportConfiguration(NettyConnectorFactory.class.getName(), where);
    ServerLocator locator =
        ActiveMQClient.createServerLocatorWithoutHA(transport)
            .setCallTimeout(PACKET_MS)
            .setCallFailoverTimeout(PACKET_MS)
            .setInitialConnectAttempts(1)
            .setReconnectAttempts(0)
            .setClientFailureCheckPeriod(PACKET_MS)
            .setConnectionTTL(4L * PACKET_MS);
    try {
      return new Link(url, locator);
    } catch (Exception e) {
      locator.close();
      throw e;
    }
  }

  /** A further session, signed in like the first. */
  ClientSession newSession() throws Exception {
    return factory.createSession(url.user(), url.password(), false, true, true, false, 0);
  }

  ReentrantLock lock() {
    return lock;
  }

  boolean isBroken() {
    return session.isClosed() || factory.isClosed();
  }

  Object attribute(String resource, String name) throws Exception {
    ClientMessage request = session.createMessage(false);
    ManagementHelper.putAttribute(request, resource, name);
    return answer(request, resource);
  }

  Object invoke(String resource, String operation, Object... arguments) throws Exception {
    ClientMessage request = session.createMessage(false);
    ManagementHelper.putOperationInvocation(request, resource, operation, arguments);
    return answer(request, resource);
  }

  private Object answer(ClientMessage request, String resource) throws Exception {
    ClientMessage reply = requestor.request(request, PACKET_MS);
    if (reply == null) {
      throw new EngineException(
          EngineException.Kind.UNREACHABLE, "the broker at " + url + " did not answer");
    }
    if (ManagementHelper.hasOperationSucceeded(reply)) {
      Object[] results = ManagementHelper.getResults(reply);
      return results == null || results.length == 0 || results[0] == null ? "" : results[0];
    }
    String error = String.valueOf(ManagementHelper.getResult(reply, String.class));
    throw error.contains(NO_SUCH_RESOURCE) || error.contains(NO_SUCH_ATTRIBUTE)
        ? new EngineException(EngineException.Kind.NOT_FOUND, "there is no " + resource)
        : new EngineException(EngineException.Kind.REFUSED, "the broker said: " + error);
  }

  /**
   * How often each of the first jobs of a queue has run.
   *
   * @param max look at so many jobs
   */
  List<Integer> headAttempts(String queue, int max) throws Exception {
    var attempts = new ArrayList<Integer>();
    try (ClientConsumer jobs = session.createConsumer(queue, null, true)) {
      for (ClientMessage job = jobs.receiveImmediate();
          job != null && attempts.size() < max;
          job = jobs.receiveImmediate()) {
        attempts.add(job.getDeliveryCount());
      }
    }
    return attempts;
  }

  /** Closes without waiting for a broker that does not answer. */
  @Override
  public void close() {
    Thread.ofVirtual().start(locator::close);
  }
}
