package dev.recloser.engines.artemis.broker;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.QueueFactoryImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * The broker with {@link GatedQueue}s. In 2.55.0 the paging manager is made after the stock queue
 * factory and before anything takes it: the one moment to put another factory in its place.
 */
final class GatedServer extends ActiveMQServerImpl {

  private final GatedQueue.Setting setting;

  GatedServer(
      Configuration configuration, ActiveMQSecurityManager security, GatedQueue.Setting setting) {
    this.setting = setting;
    super(configuration, security);
  }

  @Override
  public PagingManager createPagingManager() throws Exception {
    replaceQueueFactory(new Factory());
    return super.createPagingManager();
  }

  private final class Factory extends QueueFactoryImpl {

    Factory() {
      super(
          getExecutorFactory(),
          getScheduledPool(),
          getAddressSettingsRepository(),
          getStorageManager(),
          GatedServer.this);
    }

    @Override
    public Queue createQueueWith(
        QueueConfiguration configuration, PagingManager pagingManager, Filter filter) {
      if (!Names.isJobQueue(configuration)
          || Boolean.TRUE.equals(configuration.isLastValue())
          || configuration.getLastValueKey() != null) {
        return super.createQueueWith(configuration, pagingManager, filter);
      }
      var queue =
          new GatedQueue(
              new QueueParts(
                  configuration,
                  filter,
                  getPageSubscription(configuration, pagingManager, filter),
                  scheduledExecutor,
                  postOffice,
                  storageManager,
                  addressSettingsRepository,
                  executorFactory.getExecutor(),
                  server,
                  this),
              setting);
      server.getCriticalAnalyzer().add(queue);
      return queue;
    }

    @Override
    public void queueRemoved(Queue queue) {
      super.queueRemoved(queue);
      setting.holds().remove(queue.getName().toString());
    }
  }
}
