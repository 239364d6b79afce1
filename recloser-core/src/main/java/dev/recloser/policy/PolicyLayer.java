package dev.recloser.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some fields of a policy, from one place. What is not named comes from the layer below.
 *
 * @param preset its fields come first; null for none
 * @param values checked, as {@link PolicyField#parse} gives them
 */
public record PolicyLayer(@Nullable Preset preset, Map<PolicyField, Object> values) {

  /** Nothing is set. */
  public static final PolicyLayer EMPTY = new PolicyLayer(null, Map.of());

  public PolicyLayer {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A layer from keys as people write them.
   *
   * @throws dev.recloser.breaker.PolicyException naming the first field that is wrong
   */
  public static PolicyLayer of(@Nullable String preset, Map<String, ?> raw) {
    Map<PolicyField, Object> values = new LinkedHashMap<>();
    raw.forEach((key, value) -> {
      var field = PolicyField.of(key);
      values.put(field, field.parse(value));
    });
    return new PolicyLayer(preset == null ? null : Preset.of(preset), values);
  }

  /** Whether it sets nothing. */
  public boolean isEmpty() {
    return preset == null && values.isEmpty();
  }

  /** Its fields and those of its preset. */
  Map<PolicyField, Object> all() {
    Map<PolicyField, Object> all = new LinkedHashMap<>();
    if (preset != null) {
      all.putAll(preset.fields());
    }
    all.putAll(values);
    return all;
  }
}
