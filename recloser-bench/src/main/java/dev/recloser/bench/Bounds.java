package dev.recloser.bench;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** How bad a figure of Recloser may be: bounds.properties. A bound is never above the goal. */
final class Bounds {

  private Bounds() {}

  /** The most that a figure of a rule may be on a trace. */
  record Bound(String rule, String trace, Figure figure, double most) {}

  /** All of them, sorted. */
  static List<Bound> all() {
    var properties = new Properties();
    var source = Objects.requireNonNull(Bounds.class.getResourceAsStream("bounds.properties"));
    try (var reader = new InputStreamReader(source, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bounds", e);
    }
    List<Bound> bounds = new ArrayList<>();
    for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
      String[] parts = key.split("\\.", -1);
      double most = Double.parseDouble(properties.getProperty(key).strip());
      bounds.add(new Bound(parts[0], parts[1], Figure.named(parts[2]), most));
    }
    return bounds;
  }
}
