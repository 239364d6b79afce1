package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.OutcomeSink;
import dev.recloser.engines.artemis.broker.ErrorReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * What workers of the remote broker say about failed jobs. Read by a thread of the client library;
 * everything here is safe for it and for the engine's thread.
 */
final class Reports {

  private static final SimpleString ADDRESS = SimpleString.of("recloser.outcomes");
  private static final int MAX_QUEUES = 10_000;

  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable OutcomeSink sink;
  private volatile @Nullable Link listening;

  void to(OutcomeSink newSink) {
    sink = newSink;
  }

  void silence() {
    sink = null;
  }

  /** Starts reading, once per link. */
  void listen(Link link) throws Exception {
    if (link.equals(listening)) {
      return;
    }
    ClientSession session = link.newSession();
    if (!session.queueQuery(ADDRESS).isExists()) {
      session.createQueue(
          QueueConfiguration.of(ADDRESS).setRoutingType(RoutingType.ANYCAST).setDurable(true));
    }
    session.createConsumer(ADDRESS).setMessageHandler(this::take);
    session.start();
    listening = link;
  }

  private void take(ClientMessage message) {
    try {
      ErrorReport.of(message).ifPresentOrElse(this::tell, dropped::increment);
    } catch (RuntimeException _) {
      dropped.increment(); // whatever somebody sent must not stop the reading
    }
    try {
      message.acknowledge();
    } catch (ActiveMQException _) {
      // the link broke: the broker gives the report again, and explaining twice does no harm
    }
  }

  private void tell(ErrorReport report) {
    if (failures.size() < MAX_QUEUES) {
      failures.computeIfAbsent(report.queue(), _ -> new LongAdder()).increment();
    }
    OutcomeSink current = sink;
    if (current != null) {
      current.explained(report.queue(), report.jobId(), report.attempt(), report.error());
    }
  }

  /** Failed attempts that workers of a queue reported since this engine was made. */
  long failures(String queue) {
    LongAdder count = failures.get(queue);
    return count == null ? 0 : count.sum();
  }

  /** Reports that could not be read. */
  long dropped() {
    return dropped.sum();
  }
}
