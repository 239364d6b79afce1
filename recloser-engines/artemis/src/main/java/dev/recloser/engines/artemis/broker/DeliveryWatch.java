package dev.recloser.engines.artemis.broker;

import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/** Tells each {@link GatedQueue} when a job is handed to a worker and when a worker vanished. */
final class DeliveryWatch implements ActiveMQServerPlugin {

  private static final String WORKER = "recloser.worker";

  private final ActiveMQServer server;

  DeliveryWatch(ActiveMQServer server) {
    this.server = server;
  }

  @Override
  public boolean canAccept(ServerConsumer consumer, MessageReference job) {
    return !(job.getQueue() instanceof GatedQueue queue)
        || consumer.isBrowseOnly()
        || queue.mayStart(job);
  }

  @Override
  public void beforeDeliver(ServerConsumer consumer, MessageReference job) {
    if (job.getQueue() instanceof GatedQueue queue && !consumer.isBrowseOnly()) {
      queue.started(job, worker(consumer));
    }
  }

  @Override
  public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) {
    if (failed && consumer.getQueue() instanceof GatedQueue queue && !consumer.isBrowseOnly()) {
      queue.workerLost(consumer.getDeliveringMessages());
    }
  }

  private Run.Worker worker(ServerConsumer consumer) {
    if (consumer.getAttachment(WORKER) instanceof Run.Worker known) {
      return known;
    }
    ServerSession session = server.getSessionByID(consumer.getSessionID());
    var worker =
        session == null
            ? new Run.Worker(null, true)
            : new Run.Worker(session.getRemotingConnection().getRemoteAddress(), !isStomp(session));
    consumer.addAttachment(WORKER, worker);
    return worker;
  }

  static boolean isStomp(ServerSession session) {
    return "STOMP".equals(session.getRemotingConnection().getProtocolName());
  }
}
