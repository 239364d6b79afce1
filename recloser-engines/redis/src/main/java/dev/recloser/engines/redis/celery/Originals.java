package dev.recloser.engines.redis.celery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Copies of jobs that may yet die, by id: the message where one was seen in a list, in {@code
 * unacked} or on its way through the gate, else the arguments of a running job as its worker told
 * them. Forgets the oldest first. Safe for all threads; its lock guards the map and its size.
 */
final class Originals {

  static final int MOST = 20_000;

  /** All copies together, about a byte each. */
  static final long MOST_LETTERS = 32_000_000;

  /** A larger job is not kept. */
  static final int LARGEST = 256_000;

  private static final int TASKS = 5_000;

  /** What is known of a job. */
  private sealed interface Copy {
    int size();
  }

  private record Whole(String raw, int retries) implements Copy {
    @Override
    public int size() {
      return raw.length();
    }
  }

  private record Parts(Arguments arguments, int size) implements Copy {}

  /** What a job was called with, complete and as JSON. */
  record Arguments(String task, JsonNode positional, JsonNode named) {

    /** Reads a reply or a result; empty where it does not have them as JSON. */
    static Optional<Arguments> of(JsonNode node) {
      var arguments =
          new Arguments(node.path("name").asString(""), node.path("args"), node.path("kwargs"));
      boolean complete =
          !arguments.task.isEmpty() && arguments.positional.isArray() && arguments.named.isObject();
      return complete ? Optional.of(arguments) : Optional.empty();
    }
  }

  private final Map<String, Copy> copies = new LinkedHashMap<>();
  private final Map<String, Boolean> tasksInJson = new Recent<>(TASKS);
  private long letters;

  /** A job was seen; of several attempts the newest counts. */
  synchronized void saw(Message job) {
    tasksInJson.put(job.task(), Envelope.isJson(job.envelope()));
    boolean older = copies.get(job.id()) instanceof Whole known && known.retries() >= job.retries();
    if (!older && job.raw().length() <= LARGEST) {
      put(job.id(), new Whole(job.raw(), job.retries()));
    }
  }

  /** A worker told what it runs. */
  synchronized void runs(String id, JsonNode told) {
    if (!copies.containsKey(id)) {
      Arguments.of(told)
          .ifPresent(arguments -> {
            int size =
                arguments.positional().toString().length() + arguments.named().toString().length();
            if (size <= LARGEST) {
              put(id, new Parts(arguments, size));
            }
          });
    }
  }

  private void put(String id, Copy copy) {
    forget(id);
    copies.put(id, copy);
    letters += copy.size();
    Iterator<Copy> oldest = copies.values().iterator();
    while (copies.size() > MOST || letters > MOST_LETTERS) {
      letters -= oldest.next().size();
      oldest.remove();
    }
  }

  /** The job succeeded, or is buried. */
  synchronized void forget(String id) {
    Copy copy = copies.remove(id);
    letters -= copy == null ? 0 : copy.size();
  }

  /** The message of a job as it was. */
  synchronized Optional<String> message(String id) {
    return copies.get(id) instanceof Whole whole ? Optional.of(whole.raw()) : Optional.empty();
  }

  /** What a job was called with, where its message was not seen. */
  synchronized Optional<Arguments> arguments(String id) {
    return copies.get(id) instanceof Parts parts
        ? Optional.of(parts.arguments())
        : Optional.empty();
  }

  /** Whether messages of this task are known to be something else than JSON. */
  synchronized boolean isForeign(String task) {
    return !tasksInJson.getOrDefault(task, true);
  }

  /** How many copies there are, for tests of the bound. */
  synchronized int count() {
    return copies.size();
  }

  /** How large all copies are, for tests of the bound. */
  synchronized long letters() {
    return letters;
  }
}
