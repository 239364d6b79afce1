package dev.recloser.engines.artemis;

import dev.recloser.engine.EngineSample;
import dev.recloser.engine.QueueSample;
import dev.recloser.engine.QueueSample.Counts;
import dev.recloser.engine.QueueSample.Totals;
import dev.recloser.engine.QueueSample.Worker;
import dev.recloser.engines.artemis.broker.Broker;
import dev.recloser.engines.artemis.broker.GatedQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/** One look at the queues of the embedded broker, straight from its objects. */
final class Sampler {

  /** Telling retries from delayed jobs means a walk over them. */
  private static final int MAX_SCHEDULED_WALK = 1_000;

  private static final double DISK_WARNING = 0.8;

  private final Broker broker;
  private final Instant now;

  Sampler(Broker broker, InstantSource clock) {
    this.broker = broker;
    this.now = clock.instant();
  }

  EngineSample sample() {
    List<GatedQueue> queues = broker.queues();
    Map<String, Long> perAddress =
        queues.stream()
            .collect(
                Collectors.groupingBy(
                    queue -> queue.getAddress().toString(), Collectors.counting()));
    var samples = new ArrayList<QueueSample>(queues.size());
    for (GatedQueue queue : queues) {
      boolean own = perAddress.getOrDefault(queue.getAddress().toString(), 1L) == 1;
      samples.add(sample(queue, own));
    }
    return new EngineSample(now, samples, notices(queues));
  }

  private QueueSample sample(GatedQueue queue, boolean ownDeadLetters) {
    long running = queue.getDeliveringCount();
    long scheduled = queue.getScheduledCount();
    long waiting = Math.max(0, queue.getMessageCount() - running - scheduled);
    Long retrying = retrying(queue, scheduled);
    Long dead =
        ownDeadLetters ? broker.deadLetters(queue).map(Queue::getMessageCount).orElse(0L) : null;
    var counts =
        new Counts(
            waiting,
            running,
            retrying == null ? scheduled : Math.max(0, scheduled - retrying),
            retrying,
            dead,
            null);
    var totals =
        new Totals(queue.getMessagesAdded(), queue.getMessagesAcknowledged(), queue.failures());
    return new QueueSample(
        queue.name(), counts, totals, oldest(queue), queue.gate(), running, workers(queue));
  }

  private static @Nullable Long retrying(GatedQueue queue, long scheduled) {
    if (scheduled == 0) {
      return 0L;
    }
    if (scheduled > MAX_SCHEDULED_WALK) {
      return null;
    }
    return queue.getScheduledMessages().stream().filter(job -> job.getDeliveryCount() > 0).count();
  }

  private @Nullable Duration oldest(GatedQueue queue) {
    var head = queue.peekFirstMessage();
    Instant since = head == null ? null : MessageJobs.arrival(head.getMessage());
    return since == null || since.isAfter(now) ? null : Duration.between(since, now);
  }

  private List<Worker> workers(GatedQueue queue) {
    return broker.workers(queue).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(worker -> new Worker(worker.getKey(), worker.getValue()))
        .toList();
  }

  private List<String> notices(List<GatedQueue> queues) {
    var notices = new ArrayList<String>();
    double disk = broker.diskUsage() / broker.diskLimit();
    if (disk > DISK_WARNING) {
      notices.add(
          "The broker's disk is at %d %% of its limit; at the limit all senders block."
              .formatted(Math.round(disk * 100)));
    }
    for (GatedQueue queue : queues) {
      if (queue.getConsumerCount() > 0 && broker.hasStompWorkers(queue)) {
        notices.add(
            "Queue %s has STOMP workers: they cannot report a failed job, their results are ignored."
                .formatted(queue.name()));
      }
      if (queue.getConsumerCount() > 0
          && queue.getDeliveringCount() > 2L * queue.getConsumerCount()) {
        notices.add(
            "Workers of %s hold %d jobs for %d consumers: prefetched jobs run even after a hold."
                .formatted(queue.name(), queue.getDeliveringCount(), queue.getConsumerCount()));
      }
    }
    if (broker.droppedReports() > 0) {
      notices.add(
          "%d error reports on recloser.outcomes could not be read."
              .formatted(broker.droppedReports()));
    }
    return notices;
  }
}
