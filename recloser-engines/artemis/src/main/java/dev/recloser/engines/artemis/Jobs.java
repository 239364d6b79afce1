package dev.recloser.engines.artemis;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engines.artemis.broker.Broker;
import dev.recloser.engines.artemis.broker.GatedQueue;
import dev.recloser.engines.artemis.broker.JobIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/** Jobs of the embedded broker: pages, and what one can do with a single one. */
final class Jobs {

  private final Broker broker;
  private final LastErrors errors;

  Jobs(Broker broker, LastErrors errors) {
    this.broker = broker;
    this.errors = errors;
  }

  JobPage page(GatedQueue queue, JobQuery query) {
    return switch (query.state()) {
      case WAITING -> browse(queue, queue, query, _ -> true);
      case DEAD ->
          broker
              .deadLetters(queue)
              .map(dead -> browse(queue, dead, query, job -> diedIn(queue, job)))
              .orElse(new JobPage(List.of(), null, 0L));
      case SCHEDULED ->
          slice(queue, queue.getScheduledMessages(), query, job -> job.getDeliveryCount() == 0);
      case RETRYING ->
          slice(queue, queue.getScheduledMessages(), query, job -> job.getDeliveryCount() > 0);
      case RUNNING -> {
        var running = new ArrayList<MessageReference>();
        queue.getDeliveringMessages().values().forEach(running::addAll);
        yield slice(queue, running, query, _ -> true);
      }
      case COMPLETED -> new JobPage(List.of(), null, null); // the broker forgets them
    };
  }

  void retry(GatedQueue queue, String jobId) {
    Queue dead = broker.deadLetters(queue).orElseThrow(() -> notFound(queue, jobId));
    MessageReference job = findDead(queue, dead, jobId).orElseThrow(() -> notFound(queue, jobId));
    boolean moved =
        change(() -> broker.move(dead, job.getMessageID(), queue), "retry", queue, jobId);
    if (!moved) {
      throw notFound(queue, jobId);
    }
  }

  void remove(GatedQueue queue, String jobId) {
    boolean removed =
        broker
                .deadLetters(queue)
                .filter(dead -> delete(dead, findDead(queue, dead, jobId), queue, jobId))
                .isPresent()
            || delete(queue, findLive(queue, jobId), queue, jobId);
    if (!removed) {
      throw notFound(queue, jobId);
    }
  }

  private static boolean delete(
      Queue place, Optional<MessageReference> job, GatedQueue queue, String jobId) {
    return job.isPresent()
        && change(() -> place.deleteReference(job.get().getMessageID()), "remove", queue, jobId);
  }

  private JobPage browse(
      GatedQueue queue, Queue place, JobQuery query, Predicate<MessageReference> wanted) {
    try (var jobs = place.browserIterator()) {
      return page(queue, jobs, query, wanted, waiting(place));
    }
  }

  private JobPage slice(
      GatedQueue queue,
      Collection<MessageReference> jobs,
      JobQuery query,
      Predicate<MessageReference> wanted) {
    long total = jobs.stream().filter(wanted).count();
    return page(queue, jobs.iterator(), query, wanted, total);
  }

  private JobPage page(
      GatedQueue queue,
      Iterator<MessageReference> jobs,
      JobQuery query,
      Predicate<MessageReference> wanted,
      long total) {
    long offset = offset(query.cursor());
    long seen = 0;
    var items = new ArrayList<Job>();
    while (jobs.hasNext()) {
      MessageReference job = jobs.next();
      if (!wanted.test(job) || seen++ < offset) {
        continue;
      }
      if (items.size() == query.limit()) {
        return new JobPage(items, Long.toString(offset + items.size()), total);
      }
      items.add(job(queue, job, query.state()));
    }
    return new JobPage(items, null, total);
  }

  private Job job(GatedQueue queue, MessageReference reference, JobState state) {
    String error = errors.text(queue.name(), JobIds.of(reference.getMessage()));
    return MessageJobs.of(reference, state, error);
  }

  private static long offset(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("\\d{1,12}")) {
      throw new EngineException(EngineException.Kind.REFUSED, "the cursor is not one of ours");
    }
    return Long.parseLong(cursor);
  }

  private static long waiting(Queue place) {
    return Math.max(
        0, place.getMessageCount() - place.getDeliveringCount() - place.getScheduledCount());
  }

  private static boolean diedIn(GatedQueue queue, MessageReference job) {
    String origin = job.getMessage().getAnnotationString(Message.HDR_ORIGINAL_QUEUE);
    return origin == null || origin.equals(queue.name());
  }

  private static Optional<MessageReference> findDead(GatedQueue queue, Queue dead, String jobId) {
    return find(dead, job -> diedIn(queue, job) && isJob(job, jobId));
  }

  private static Optional<MessageReference> findLive(GatedQueue queue, String jobId) {
    return find(queue, job -> isJob(job, jobId))
        .or(() ->
            queue.getScheduledMessages().stream().filter(job -> isJob(job, jobId)).findFirst());
  }

  private static Optional<MessageReference> find(Queue place, Predicate<MessageReference> wanted) {
    try (var jobs = place.browserIterator()) {
      while (jobs.hasNext()) {
        MessageReference job = jobs.next();
        if (wanted.test(job)) {
          return Optional.of(job);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isJob(MessageReference job, String jobId) {
    return JobIds.of(job.getMessage()).equals(jobId);
  }

  private static EngineException notFound(GatedQueue queue, String jobId) {
    return new EngineException(
        EngineException.Kind.NOT_FOUND, "there is no job " + jobId + " in " + queue.name());
  }

  private interface Change {
    boolean run() throws Exception;
  }

  private static boolean change(Change change, String what, GatedQueue queue, String jobId) {
    try {
      return change.run();
    } catch (Exception e) {
      throw new EngineException(
          EngineException.Kind.BUG,
          "the broker could not " + what + " job " + jobId + " of " + queue.name(),
          e);
    }
  }
}
