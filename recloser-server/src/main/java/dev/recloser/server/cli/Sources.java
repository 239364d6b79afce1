package dev.recloser.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where an option's value comes from when the command line does not name it: the environment, then
 * the file, then the built-in default. A name nobody knows is an error, not a shrug.
 */
final class Sources implements IDefaultValueProvider {

  static final String ADMIN_TOKEN = "RECLOSER_ADMIN_TOKEN";
  private static final String PREFIX = "RECLOSER_";
  private static final Set<String> ONLY_FLAGS = Set.of("help", "version");

  private final Map<String, String> values;
  private final PolicyFile.Content policies;

  private Sources(Map<String, String> values, PolicyFile.Content policies) {
    this.values = values;
    this.policies = policies;
  }

  /**
   * Reads environment and file.
   *
   * @throws IllegalArgumentException naming what is unknown or unreadable
   */
  static Sources of(CommandSpec spec, Map<String, String> environment, @Nullable Path file) {
    Map<String, String> values = new HashMap<>();
    var policies = PolicyFile.Content.NONE;
    if (file != null) {
      var content = fromFile(file);
      policies = PolicyFile.read(content, file);
      content.forEach((key, value) -> {
        if (!PolicyFile.isAboutPolicies(key)) {
          values.put(known(spec, key, file.toString()), text(value));
        }
      });
    }
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !name.equals(ADMIN_TOKEN)) {
        var key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        values.put(known(spec, key, "the environment: " + name), value);
      }
    });
    return new Sources(values, policies);
  }

  /** The policies and groups of the file. */
  PolicyFile.Content policies() {
    return policies;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    return arg instanceof OptionSpec option ? values.get(option.longestName().substring(2)) : null;
  }

  private static String known(CommandSpec spec, String key, String where) {
    var option =
        switch (key) {
          case "engines" -> "engine";
          case "cors-origins" -> "cors-origin";
          case "health-hosts" -> "health-host";
          default -> key;
        };
    if (spec.findOption("--" + option) == null || ONLY_FLAGS.contains(option)) {
      throw new IllegalArgumentException("unknown option " + key + " in " + where);
    }
    return option;
  }

  private static Map<String, Object> fromFile(Path file) {
    Object content;
    try (var reader = Files.newBufferedReader(file)) {
      content = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(file + " is not YAML: " + e.getMessage(), e);
    }
    if (content == null) {
      return Map.of();
    }
    if (!(content instanceof Map<?, ?> keys)) {
      throw new IllegalArgumentException(file + " must hold keys, like  port: 8000");
    }
    // a file may hold everything below one key, to share it with other programs
    Object inner = keys.size() == 1 && keys.get("recloser") != null ? keys.get("recloser") : keys;
    Map<String, Object> values = new HashMap<>();
    if (!(inner instanceof Map<?, ?> options)) {
      throw new IllegalArgumentException(file + ": recloser must hold keys, like  port: 8000");
    }
    options.forEach((key, value) -> {
      if (value == null) {
        throw new IllegalArgumentException(key + " has no value in " + file);
      }
      values.put(String.valueOf(key), value);
    });
    return values;
  }

  private static String text(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(","));
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
      default -> String.valueOf(value);
    };
  }
}
