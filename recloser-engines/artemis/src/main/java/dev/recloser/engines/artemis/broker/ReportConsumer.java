package dev.recloser.engines.artemis.broker;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.jspecify.annotations.Nullable;

/** Takes everything off the report queue inside the broker, without a session or a network. */
final class ReportConsumer implements org.apache.activemq.artemis.core.server.Consumer {

  private final long id;
  private final Consumer<ErrorReport> reports;
  private final LongAdder dropped = new LongAdder();

  ReportConsumer(long id, Consumer<ErrorReport> reports) {
    this.id = id;
    this.reports = reports;
  }

  /** Reports that could not be read. */
  long dropped() {
    return dropped.sum();
  }

  @Override
  public HandleStatus handle(MessageReference reference) {
    reference.handled();
    return HandleStatus.HANDLED;
  }

  @Override
  public void proceedDeliver(MessageReference reference) throws Exception {
    try {
      ErrorReport.of(reference.getMessage()).ifPresentOrElse(reports, dropped::increment);
    } catch (RuntimeException _) {
      dropped.increment(); // whatever somebody sent must not stop the queue
    } finally {
      reference.getQueue().acknowledge(reference);
    }
  }

  @Override
  public @Nullable Filter getFilter() {
    return null;
  }

  @Override
  public List<MessageReference> getDeliveringMessages() {
    return List.of();
  }

  @Override
  public String debug() {
    return toManagementString();
  }

  @Override
  public String toManagementString() {
    return "Recloser's reader of " + Names.REPORTS;
  }

  @Override
  public void disconnect() {}

  @Override
  public void failed(Throwable cause) {}

  @Override
  public long sequentialID() {
    return id;
  }
}
