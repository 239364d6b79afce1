package dev.recloser.engines.artemis.remote;

import dev.recloser.engine.EngineException;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import dev.recloser.engine.JobState;
import dev.recloser.engines.artemis.broker.JobIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of a remote broker, through its queue controls. WAITING is the broker's "in queue", DEAD its
 * "dead letter"; other states are not listed. For use on one open link.
 */
final class RemoteJobs {

  private static final String QUEUE = "queue.";
  private static final int MAX_PROPERTIES = 50;
  private static final int MAX_VALUE = 256;

  private final Link link;
  private final DeadLetters deadLetters;

  RemoteJobs(Link link, DeadLetters deadLetters) {
    this.link = link;
    this.deadLetters = deadLetters;
    deadLetters.newLook();
  }

  JobPage page(String queue, JobQuery query) throws Exception {
    DeadLetters.Rules rules = rules(queue);
    return switch (query.state()) {
      case WAITING -> page(queue, "", query, waiting(queue));
      case DEAD -> deadPage(queue, rules, query);
      case RUNNING, SCHEDULED, RETRYING, COMPLETED -> new JobPage(List.of(), null, null);
    };
  }

  private JobPage deadPage(String queue, DeadLetters.Rules rules, JobQuery query) throws Exception {
    if (rules.queue() == null) {
      return new JobPage(List.of(), null, 0L);
    }
    try {
      String filter = rules.shared() ? "_AMQ_ORIG_QUEUE = " + quoted(queue) : "";
      return page(
          rules.queue(),
          filter,
          query,
          rules.shared() ? null : count(rules.queue(), "messageCount"));
    } catch (EngineException e) {
      if (e.kind() == EngineException.Kind.NOT_FOUND) {
        return new JobPage(List.of(), null, 0L); // it is made when the first job dies
      }
      throw e;
    }
  }

  private JobPage page(String place, String filter, JobQuery query, @Nullable Long total)
      throws Exception {
    int page = 1;
    int size = query.limit();
    if (query.cursor() != null) {
      String[] parts = query.cursor().split("x", 2);
      if (!query.cursor().matches("\\d{1,7}x\\d{1,3}")) {
        throw new EngineException(EngineException.Kind.REFUSED, "the cursor is not one of ours");
      }
      page = Integer.parseInt(parts[0]);
      size = Integer.parseInt(parts[1]);
    }
    CompositeData[] found = browse(place, page, size, filter);
    var items = new ArrayList<Job>(found.length);
    for (CompositeData job : found) {
      items.add(job(job, query.state()));
    }
    boolean more = found.length == size && (total == null || total > (long) page * size);
    return new JobPage(items, more ? (page + 1) + "x" + size : null, total);
  }

  boolean retry(String queue, String jobId) throws Exception {
    String dead = rules(queue).queue();
    OptionalLong message = dead == null ? OptionalLong.empty() : find(dead, jobId);
    boolean done =
        message.isPresent()
            && Boolean.TRUE.equals(link.invoke(QUEUE + dead, "retryMessage", message.getAsLong()));
    return found(done, queue, jobId);
  }

  boolean remove(String queue, String jobId) throws Exception {
    String dead = rules(queue).queue();
    return found(
        (dead != null && removeFrom(dead, jobId)) || removeFrom(queue, jobId), queue, jobId);
  }

  private boolean removeFrom(String place, String jobId) throws Exception {
    OptionalLong message = find(place, jobId);
    return message.isPresent()
        && Boolean.TRUE.equals(link.invoke(QUEUE + place, "removeMessage", message.getAsLong()));
  }

  private static boolean found(boolean done, String queue, String jobId) {
    if (!done) {
      throw new EngineException(
          EngineException.Kind.NOT_FOUND, "there is no job " + jobId + " in " + queue);
    }
    return true;
  }

  /** The broker's number of a job, for now: it changes when the job moves. */
  private OptionalLong find(String place, String jobId) throws Exception {
    String userId = jobId.startsWith("ID:") ? jobId : "ID:" + jobId;
    try {
      CompositeData[] hits = browse(place, 1, 1, "AMQUserID = " + quoted(userId));
      if (hits.length > 0) {
        return OptionalLong.of(Long.parseLong(text(hits[0], "messageID", "0")));
      }
    } catch (EngineException e) {
      if (e.kind() != EngineException.Kind.NOT_FOUND) {
        throw e;
      }
      return OptionalLong.empty(); // no job has died here yet
    }
    return jobId.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(jobId))
        : OptionalLong.empty();
  }

  private DeadLetters.Rules rules(String queue) throws Exception {
    String address = link.attribute(QUEUE + queue, "address").toString();
    var rules = deadLetters.of(link, address);
    return rules == null ? new DeadLetters.Rules(null, null, false, 0) : rules;
  }

  private long waiting(String queue) throws Exception {
    return Math.max(
        0,
        count(queue, "messageCount")
            - count(queue, "deliveringCount")
            - count(queue, "scheduledCount"));
  }

  private long count(String queue, String attribute) throws Exception {
    return link.attribute(QUEUE + queue, attribute) instanceof Number number
        ? number.longValue()
        : 0;
  }

  private CompositeData[] browse(String queue, int page, int size, String filter) throws Exception {
    Object answer = link.invoke(QUEUE + queue, "browse", page, size, filter);
    if (answer instanceof Map<?, ?> map
        && map.get(CompositeData.class.getName()) instanceof CompositeData[] jobs) {
      return jobs;
    }
    return answer instanceof CompositeData[] jobs ? jobs : new CompositeData[0];
  }

  private static Job job(CompositeData data, JobState state) {
    String user = text(data, "userID", "");
    long sent = Long.parseLong(text(data, "timestamp", "0"));
    return new Job(
        user.isEmpty() ? text(data, "messageID", "0") : JobIds.normal(user),
        state,
        state == JobState.DEAD ? "dead letter" : "in queue",
        null, // the listing does not tell
        sent > 0 ? Instant.ofEpochMilli(sent) : null,
        null,
        data.containsKey("text") ? text(data, "text", "") : null,
        properties(data));
  }

  private static Map<String, String> properties(CompositeData data) {
    var properties = new LinkedHashMap<String, String>();
    for (String key : data.getCompositeType().keySet()) {
      if (!key.equals("text") && !key.endsWith("roperties") && properties.size() < MAX_PROPERTIES) {
        String value = text(data, key, "");
        properties.put(key, value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value);
      }
    }
    return properties;
  }

  private static String text(CompositeData data, String key, String otherwise) {
    Object value = data.containsKey(key) ? data.get(key) : null;
    return value == null ? otherwise : value.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
