package dev.recloser.bench;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The traces that come with the simulator. */
final class Traces {

  static final List<String> NAMES =
      List.of("T1", "T2", "T2b", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10");

  private Traces() {}

  /** One of them. */
  static Trace named(String name) {
    var source = Traces.class.getResourceAsStream("traces/" + name + ".properties");
    if (source == null) {
      throw new IllegalArgumentException("no trace " + name + "; known: " + NAMES);
    }
    return Trace.read(name, new InputStreamReader(source, StandardCharsets.UTF_8));
  }

  /** One from a file. */
  static Trace in(Path file) {
    String name = String.valueOf(file.getFileName()).replace(".properties", "");
    try {
      return Trace.read(name, Files.newBufferedReader(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the trace " + file, e);
    }
  }
}
