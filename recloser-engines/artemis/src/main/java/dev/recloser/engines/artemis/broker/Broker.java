package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineSettings.Authenticator;
import dev.recloser.engine.OutcomeSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * The embedded broker. Started once, then stopped once. {@link #start} and the looks at queues come
 * from one thread, {@link #close} from any.
 */
public final class Broker implements AutoCloseable {

  /** In-VM acceptors share a registry in the process, so each broker has its own number. */
  private static final AtomicInteger SERVER_IDS = new AtomicInteger();

  private static final long START_SECONDS = 120;
  private static final long REPORT_CONSUMER = 1L << 60;

  private final int serverId = SERVER_IDS.incrementAndGet();
  private final Security security;
  private final GatedServer server;
  private final ReportConsumer reports;

  /** Guarded by start() happening before everything else. */
  private @Nullable Throwable failure;

  /**
   * A broker that is not yet running.
   *
   * @param reports takes what workers say about failed jobs
   */
  public Broker(
      BrokerOptions options,
      Authenticator authenticator,
      InstantSource clock,
      OutcomeSink sink,
      Consumer<ErrorReport> reports) {
    this.security = new Security(authenticator);
    this.reports = new ReportConsumer(REPORT_CONSUMER, reports);
    var holds = new Holds(options.dataDir().resolve("holds"));
    try {
      var configuration = Settings.of(options, serverId);
      var setting = new GatedQueue.Setting(new Outcomes(sink, clock), holds);
      this.server = new GatedServer(configuration, security, setting);
    } catch (Exception e) {
      throw new EngineException(EngineException.Kind.BUG, "the broker's settings are wrong", e);
    }
  }

  /**
   * Starts the broker. Each queue of {@code held} that exists is held after the journal is loaded
   * and before the first acceptor listens.
   */
  public void start(Set<String> held) {
    server.registerBrokerPlugin(new DeliveryWatch(server));
    server.registerActivationFailureListener(e -> failure = e);
    server.registerActivateCallback(
        new ActivateCallback() {
          @Override
          public void activated() {
            prepare(held);
          }
        });
    try {
      server.start(); // a failed activation is told to the listener, and the wait would not end
      if (failure != null || !server.waitForActivation(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the broker did not become active", failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new EngineException(EngineException.Kind.UNREACHABLE, "interrupted at start", e);
    } catch (Exception e) {
      close();
      throw new EngineException(
          EngineException.Kind.UNREACHABLE,
          "the embedded broker did not start; is its port taken, or its data folder in use?",
          e);
    }
  }

  private void prepare(Set<String> held) {
    for (GatedQueue queue : queues()) {
      queue.restore(held.contains(queue.name()));
    }
    try {
      var report =
          QueueConfiguration.of(Names.REPORTS)
              .setRoutingType(RoutingType.ANYCAST)
              .setDurable(true)
              .setAutoCreateAddress(true);
      server.createQueue(report, true).addConsumer(reports);
    } catch (Exception e) {
      throw new IllegalStateException("cannot make the queue for error reports", e);
    }
  }

  /** Whether it serves. */
  public boolean isRunning() {
    return server.isActive() && server.isStarted();
  }

  /** The port workers connect to. */
  public int port() {
    return server.getRemotingService().getAcceptor(Settings.NETWORK) instanceof NettyAcceptor netty
        ? netty.getActualPort()
        : -1;
  }

  /** The number in {@code vm://N} for clients in this process. */
  public int serverId() {
    return serverId;
  }

  /** The queues operators see. */
  public List<GatedQueue> queues() {
    var found = new ArrayList<GatedQueue>();
    server
        .getPostOffice()
        .getAllBindings()
        .forEach(binding -> {
          if (binding instanceof QueueBinding local
              && local.getQueue() instanceof GatedQueue queue) {
            found.add(queue);
          }
        });
    return found;
  }

  /** One queue by its name. */
  public Optional<GatedQueue> queue(String name) {
    return find(name).map(queue -> queue instanceof GatedQueue gated ? gated : null);
  }

  /** The queue with the dead jobs of a queue; empty while none has died. */
  public Optional<Queue> deadLetters(GatedQueue queue) {
    return find(Names.deadLetterQueue(queue.getAddress().toString()));
  }

  private Optional<Queue> find(String name) {
    return Optional.ofNullable(server.locateQueue(SimpleString.of(name)));
  }

  /** Moves one dead job back; false when it is gone. */
  public boolean move(Queue from, long messageId, GatedQueue to) throws Exception {
    var binding = server.getPostOffice().getBinding(to.getName());
    return from.moveReference(messageId, to.getAddress(), binding, false);
  }

  /** Consumers and the jobs in their hands, by remote address. */
  public Map<String, Long> workers(GatedQueue queue) {
    var workers = new HashMap<String, Long>();
    for (var consumer : queue.getConsumers()) {
      String name = session(consumer).map(Broker::address).orElse(consumer.toManagementString());
      workers.merge(name, (long) consumer.getDeliveringMessages().size(), Long::sum);
    }
    return workers;
  }

  /** Whether a worker of this queue speaks STOMP, which cannot report a failed job. */
  public boolean hasStompWorkers(GatedQueue queue) {
    return queue.getConsumers().stream()
        .anyMatch(consumer -> session(consumer).filter(DeliveryWatch::isStomp).isPresent());
  }

  private Optional<ServerSession> session(
      org.apache.activemq.artemis.core.server.Consumer consumer) {
    return consumer instanceof org.apache.activemq.artemis.core.server.ServerConsumer network
        ? Optional.ofNullable(server.getSessionByID(network.getSessionID()))
        : Optional.empty();
  }

  private static String address(ServerSession session) {
    return session.getRemotingConnection().getRemoteAddress();
  }

  /** The share of the disk in use, 0 to 1. */
  public double diskUsage() {
    return server.getDiskStoreUsage();
  }

  /** The share at which senders block. */
  public double diskLimit() {
    return Settings.MAX_DISK_USAGE / 100.0;
  }

  /** Error reports that could not be read. */
  public long droppedReports() {
    return reports.dropped();
  }

  /** Closes the connections whose token was revoked; the broker itself asks only at new uses. */
  public void dropRevoked() {
    var verdicts = new HashMap<String, Boolean>();
    for (ServerSession session : server.getSessions()) {
      String password = session.getPassword();
      if (password != null && !verdicts.computeIfAbsent(password, security::mayConnect)) {
        session.getRemotingConnection().disconnect(false);
        session.getRemotingConnection().destroy();
      }
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new EngineException(EngineException.Kind.BUG, "the embedded broker did not stop", e);
    }
  }
}
