package dev.recloser.engines.artemis.broker;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;

/** The broker's settings: durable, bounded, closed to all but one loopback port. */
final class Settings {

  static final String NETWORK = "network";

  /** Percent of the disk at which senders of durable jobs block. */
  static final int MAX_DISK_USAGE = 90;

  /** How long the broker may believe a token that was revoked. */
  static final long TOKEN_CACHE_MS = 2_000;

  private static final long PAGE_LIMIT_MESSAGES = 5_000_000;
  private static final long PAGE_LIMIT_BYTES = 4L << 30;

  private Settings() {}

  static Configuration of(BrokerOptions options, int serverId) throws Exception {
    String folder = options.dataDir().toAbsolutePath().toString();
    var configuration = new ConfigurationImpl();
    configuration
        .setName("recloser")
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalBufferTimeout_NIO((int) TimeUnit.MICROSECONDS.toNanos(100))
        .setJournalDirectory(folder + "/journal")
        .setBindingsDirectory(folder + "/bindings")
        .setLargeMessagesDirectory(folder + "/large")
        .setPagingDirectory(folder + "/paging")
        .setNodeManagerLockDirectory(folder + "/journal")
        .setJournalLockAcquisitionTimeout(TimeUnit.SECONDS.toMillis(1))
        .setGlobalMaxSize(Runtime.getRuntime().maxMemory() / 4)
        .setMaxDiskUsage(MAX_DISK_USAGE)
        .setJMXManagementEnabled(false)
        .setSecurityEnabled(true)
        .setSecurityInvalidationInterval(TOKEN_CACHE_MS)
        .setClusterUser("recloser-" + UUID.randomUUID())
        .setClusterPassword(UUID.randomUUID().toString())
        .addAddressSetting("#", jobs(options))
        .addAddressSetting(Names.DEAD_LETTERS, deadLetters())
        .addAddressSetting(Names.REPORTS, reports())
        .addAcceptorConfiguration("in-vm", "vm://" + serverId)
        .addAcceptorConfiguration(
            NETWORK,
            "tcp://127.0.0.1:"
                + options.port()
                + "?protocols=CORE,AMQP,STOMP;useEpoll=false;useKQueue=false");
    return configuration;
  }

  private static AddressSettings jobs(BrokerOptions options) {
    return bounded()
        .setMaxDeliveryAttempts(options.maxAttempts())
        .setRedeliveryDelay(options.redeliveryDelay().toMillis())
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(options.maxRedeliveryDelay().toMillis())
        .setDeadLetterAddress(SimpleString.of(Names.DEAD_LETTERS))
        .setDeadLetterQueuePrefix(SimpleString.of(Names.DEAD_LETTER_PREFIX))
        .setAutoCreateDeadLetterResources(true)
        .setAutoCreateAddresses(true)
        .setAutoCreateQueues(true)
        .setPageLimitMessages(PAGE_LIMIT_MESSAGES)
        .setPageLimitBytes(PAGE_LIMIT_BYTES)
        .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL);
  }

  /** Dead jobs are bounded by the disk only: a full dead-letter queue must not lose one. */
  private static AddressSettings deadLetters() {
    return bounded().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0);
  }

  private static AddressSettings reports() {
    return bounded()
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
        .setMaxSizeBytes(16L << 20)
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(0);
  }

  private static AddressSettings bounded() {
    return new AddressSettings()
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false)
        .setAutoDeleteCreatedQueues(false)
        .setEnableIngressTimestamp(true);
  }
}
