package dev.recloser.policy;

import dev.recloser.breaker.PolicyException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which policy holds for which queue: defaults, below the layers of the configuration file in their
 * order, below what was set over the API for that queue. Thread-safe.
 */
public final class PolicyBook {

  /** Where a value comes from. */
  public enum Source {
    /** Nobody set it. */
    DEFAULT,
    /** The preset that holds. */
    PRESET,
    /** The configuration file. */
    FILE,
    /** The API. */
    API
  }

  /**
   * A layer of the configuration file.
   *
   * @param queues ids of queues, where {@code *} stands for any characters, e.g. {@code redis/*}
   */
  public record FileLayer(List<String> queues, PolicyLayer layer) {
    public FileLayer {
      queues = List.copyOf(queues);
    }

    boolean isFor(String queue) {
      return queues.stream().anyMatch(pattern -> Wildcards.match(pattern, queue));
    }
  }

  /**
   * A policy with where it comes from.
   *
   * @param values every field
   * @param api what was set over the API
   */
  public record Resolved(
      QueuePolicy policy,
      @Nullable Preset preset,
      Map<PolicyField, Object> values,
      Map<PolicyField, Source> sources,
      PolicyLayer api) {}

  private final List<FileLayer> file;
  private final Map<String, PolicyLayer> api = new ConcurrentHashMap<>();

  /**
   * A book in which nothing was set over the API.
   *
   * @param file the most general first
   * @throws PolicyException when a layer of the file contradicts itself
   */
  public PolicyBook(List<FileLayer> file) {
    this.file = List.copyOf(file);
    for (var layer : file) {
      QueuePolicy.of(layer.layer().all());
    }
  }

  /**
   * What holds for a queue. Layers that contradict each other only together do not stop the server
   * from guarding the queue: what the lower one set gives way.
   */
  public Resolved resolve(String queue) {
    return resolve(queue, api.getOrDefault(queue, PolicyLayer.EMPTY), true);
  }

  /**
   * What would hold for a queue with this layer over the API.
   *
   * @throws PolicyException when fields contradict each other
   */
  public Resolved resolve(String queue, PolicyLayer over) {
    return resolve(queue, over, false);
  }

  private Resolved resolve(String queue, PolicyLayer over, boolean settles) {
    List<PolicyLayer> layers = new ArrayList<>();
    file.stream().filter(layer -> layer.isFor(queue)).forEach(layer -> layers.add(layer.layer()));
    layers.add(over);
    int preset = lastPreset(layers);
    var stack = new Stack();
    for (int i = 0; i < layers.size(); i++) {
      var layer = layers.get(i);
      var source = i == layers.size() - 1 ? Source.API : Source.FILE;
      stack.put(layer, i == preset, source);
    }
    if (settles) {
      stack.settle(PolicyField.BASE_OPEN, PolicyField.MAX_OPEN);
      stack.settle(PolicyField.PROBE_NEED, PolicyField.PROBE_JOBS);
    }
    return new Resolved(
        QueuePolicy.of(stack.values),
        preset < 0 ? null : layers.get(preset).preset(),
        stack.values,
        stack.sources,
        over);
  }

  /** Only the uppermost preset holds: two would mix to something that has no name. */
  private static int lastPreset(List<PolicyLayer> layers) {
    int last = -1;
    for (int i = 0; i < layers.size(); i++) {
      last = layers.get(i).preset() == null ? last : i;
    }
    return last;
  }

  /** Replaces what was set over the API for a queue. */
  public void set(String queue, PolicyLayer layer) {
    if (layer.isEmpty()) {
      api.remove(queue);
    } else {
      api.put(queue, layer);
    }
  }

  /** The values as layers are put one upon the other. */
  private static final class Stack {

    final Map<PolicyField, Object> values = new EnumMap<>(PolicyField.class);
    final Map<PolicyField, Source> sources = new EnumMap<>(PolicyField.class);
    private final Map<PolicyField, Integer> heights = new EnumMap<>(PolicyField.class);
    private int height;

    Stack() {
      for (var field : PolicyField.values()) {
        put(field, field.standard(), Source.DEFAULT);
      }
    }

    void put(PolicyLayer layer, boolean presetHolds, Source source) {
      height++;
      if (presetHolds) {
        layer.all().forEach((field, value) -> put(field, value, Source.PRESET));
      }
      layer.values().forEach((field, value) -> put(field, value, source));
    }

    private void put(PolicyField field, Object value, Source source) {
      values.put(field, value);
      sources.put(field, source);
      heights.put(field, height);
    }

    /** Of two fields in the wrong order the lower one takes the value of the upper one. */
    void settle(PolicyField less, PolicyField more) {
      if (size(less) > size(more)) {
        boolean moreIsUpper = heights.getOrDefault(more, 0) >= heights.getOrDefault(less, 0);
        var upper = moreIsUpper ? more : less;
        var lower = moreIsUpper ? less : more;
        values.put(lower, Objects.requireNonNull(values.get(upper)));
        sources.put(lower, sources.getOrDefault(upper, Source.DEFAULT));
      }
    }

    private long size(PolicyField field) {
      var value = Objects.requireNonNull(values.get(field));
      return value instanceof Integer number ? number : Durations.of((String) value).toMillis();
    }
  }
}
