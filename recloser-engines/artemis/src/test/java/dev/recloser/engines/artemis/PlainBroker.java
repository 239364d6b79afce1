package dev.recloser.engines.artemis;

import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** A broker as other people run it, in its own process: nothing of Recloser in it. */
final class PlainBroker {

  private PlainBroker() {}

  /** Arguments: folder, password. Prints the port when it serves; ends with its standard input. */
  public static void main(String[] arguments) throws Exception {
    String folder = Path.of(arguments[0]).toAbsolutePath().toString();
    var configuration = new ConfigurationImpl();
    configuration
        .setJournalType(JournalType.NIO)
        .setJournalDirectory(folder + "/journal")
        .setBindingsDirectory(folder + "/bindings")
        .setLargeMessagesDirectory(folder + "/large")
        .setPagingDirectory(folder + "/paging")
        .setJMXManagementEnabled(false)
        .addAddressSetting(
            "#",
            new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setMaxDeliveryAttempts(3)
                .setRedeliveryDelay(20)
                .setDeadLetterAddress(SimpleString.of("DLA"))
                .setAutoCreateDeadLetterResources(true))
        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:0?protocols=CORE,AMQP");
    var broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration).setSecurityManager(new OnePassword(arguments[1]));
    broker.start();
    var acceptor = broker.getActiveMQServer().getRemotingService().getAcceptor("tcp");
    System.out.println("port " + ((NettyAcceptor) acceptor).getActualPort());
    while (System.in.read() >= 0) {
      // the test holds the other end
    }
    System.exit(0);
  }

  private record OnePassword(String password) implements ActiveMQSecurityManager {
    @Override
    public boolean validateUser(String user, String given) {
      return password.equals(given);
    }

    @Override
    public boolean validateUserAndRole(
        String user, String given, Set<Role> roles, CheckType check) {
      return password.equals(given);
    }
  }
}
