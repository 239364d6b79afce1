package dev.recloser.server.cli;

import dev.recloser.breaker.PolicyException;
import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook.FileLayer;
import dev.recloser.policy.PolicyLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of the configuration file: {@code breaker} for every queue, then {@code policies}, a
 * list of {@code queues} patterns with their own fields; and {@code breakers}, groups of queues by
 * name, each with its {@code queues} and fields of its policy.
 */
final class PolicyFile {

  private static final String FOR_ALL = "breaker";
  private static final String FOR_SOME = "policies";
  private static final String FOR_GROUPS = "breakers";
  private static final Set<String> KEYS = Set.of(FOR_ALL, FOR_SOME, FOR_GROUPS);

  /** What the file says: layers, the most general first, and groups. */
  record Content(List<FileLayer> layers, List<BreakerGroup> groups) {
    static final Content NONE = new Content(List.of(), List.of());
  }

  private PolicyFile() {}

  static boolean isAboutPolicies(String key) {
    return KEYS.contains(key);
  }

  /**
   * Reads layers and groups.
   *
   * @throws IllegalArgumentException naming the entry and the field that is wrong
   */
  static Content read(Map<String, Object> content, Path file) {
    List<FileLayer> layers = new ArrayList<>();
    var forAll = content.get(FOR_ALL);
    if (forAll != null) {
      layers.add(new FileLayer(List.of("*"), layer(map(forAll, FOR_ALL, file), FOR_ALL, file)));
    }
    var forSome = content.get(FOR_SOME);
    if (forSome != null && !(forSome instanceof List<?>)) {
      throw wrong(FOR_SOME, "must be a list", file);
    }
    int number = 0;
    for (var entry : forSome instanceof List<?> list ? list : List.of()) {
      number++;
      var where = FOR_SOME + " " + number;
      var fields = map(entry, where, file);
      layers.add(
          new FileLayer(queues(fields.remove("queues"), where, file), layer(fields, where, file)));
    }
    var groups = groups(content.get(FOR_GROUPS), layers, file);
    return new Content(layers, groups);
  }

  private static List<BreakerGroup> groups(
      @Nullable Object value, List<FileLayer> layers, Path file) {
    List<BreakerGroup> groups = new ArrayList<>();
    if (value == null) {
      return groups;
    }
    map(value, FOR_GROUPS, file)
        .forEach((name, entry) -> {
          var where = FOR_GROUPS + " " + name;
          var fields = map(entry, where, file);
          var queues = queues(fields.remove("queues"), where, file);
          try {
            groups.add(new BreakerGroup(name, queues));
            BreakerGroup.checkApart(groups);
          } catch (IllegalArgumentException e) {
            throw wrong(where, String.valueOf(e.getMessage()), file);
          }
          layers.add(
              new FileLayer(List.of(BreakerGroup.ENGINE + "/" + name), layer(fields, where, file)));
        });
    return groups;
  }

  private static Map<String, Object> map(Object value, String where, Path file) {
    if (!(value instanceof Map<?, ?> given)) {
      throw wrong(where, "must hold fields, like  min-volume: 50", file);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    given.forEach((key, field) -> fields.put(String.valueOf(key), field));
    return fields;
  }

  private static List<String> queues(@Nullable Object value, String where, Path file) {
    if (value instanceof List<?> given && !given.isEmpty()) {
      return given.stream().map(String::valueOf).toList();
    }
    throw wrong(where, "needs queues, like  queues: [redis/*]", file);
  }

  private static PolicyLayer layer(Map<String, Object> fields, String where, Path file) {
    var preset = fields.remove("preset");
    try {
      return PolicyLayer.of(preset == null ? null : String.valueOf(preset), fields);
    } catch (PolicyException e) {
      throw wrong(where, String.valueOf(e.getMessage()), file);
    }
  }

  private static IllegalArgumentException wrong(String where, String problem, Path file) {
    return new IllegalArgumentException(where + ": " + problem + " (in " + file + ")");
  }
}
