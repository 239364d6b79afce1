package dev.recloser.testkit.memory;

import java.util.Map;

/**
 * A job as its producer sends it.
 *
 * @param id unique in its queue
 */
public record MemoryJob(String id, String body, Map<String, String> properties) {
  public MemoryJob {
    properties = Map.copyOf(properties);
  }

  /** A job without properties whose body is its id. */
  public static MemoryJob of(String id) {
    return new MemoryJob(id, id, Map.of());
  }
}
