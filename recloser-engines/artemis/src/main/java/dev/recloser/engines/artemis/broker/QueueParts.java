package dev.recloser.engines.artemis.broker;

import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.PostOffice;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.QueueFactory;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;
import org.jspecify.annotations.Nullable;

/** What the constructor of the broker's queue wants, under one name. */
record QueueParts(
    QueueConfiguration configuration,
    @Nullable Filter filter,
    @Nullable PageSubscription pageSubscription,
    ScheduledExecutorService scheduledExecutor,
    PostOffice postOffice,
    StorageManager storageManager,
    HierarchicalRepository<AddressSettings> addressSettings,
    ArtemisExecutor executor,
    ActiveMQServer server,
    QueueFactory factory) {}
