package dev.recloser.policy;

import dev.recloser.breaker.PolicyException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  /** What holds for a queue. */
  public Resolved resolve(String queue) {
    return resolve(queue, api.getOrDefault(queue, PolicyLayer.EMPTY));
  }

  /**
   * What would hold for a queue with this layer over the API.
   *
   * @throws PolicyException when fields contradict each other
   */
  public Resolved resolve(String queue, PolicyLayer over) {
    var values = new EnumMap<PolicyField, Object>(PolicyField.class);
    var sources = new EnumMap<PolicyField, Source>(PolicyField.class);
    for (var field : PolicyField.values()) {
      values.put(field, field.standard());
      sources.put(field, Source.DEFAULT);
    }
    Preset preset = null;
    List<PolicyLayer> layers = new ArrayList<>();
    file.stream().filter(layer -> layer.isFor(queue)).forEach(layer -> layers.add(layer.layer()));
    layers.add(over);
    for (int i = 0; i < layers.size(); i++) {
      var layer = layers.get(i);
      var source = i == layers.size() - 1 ? Source.API : Source.FILE;
      preset = layer.preset() == null ? preset : layer.preset();
      layer
          .all()
          .forEach((field, value) -> {
            values.put(field, value);
            sources.put(field, layer.values().containsKey(field) ? source : Source.PRESET);
          });
    }
    return new Resolved(QueuePolicy.of(values), preset, values, sources, over);
  }

  /** Replaces what was set over the API for a queue. */
  public void set(String queue, PolicyLayer layer) {
    if (layer.isEmpty()) {
      api.remove(queue);
    } else {
      api.put(queue, layer);
    }
  }
}
