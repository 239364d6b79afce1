package dev.recloser.engines.redis.celery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Python side: {@code peers/celery/celery_peer.py} as a server. */
final class Peer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path SCRIPT = Path.of("peers", "celery", "celery_peer.py");

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  Peer(String role, String broker, Path folder) {
    var builder = new ProcessBuilder(python(), script().toString(), role);
    builder.environment().put("BROKER", broker);
    builder.environment().put("TMPDIR", folder.toString()); // killed workers leave folders there
    builder.redirectError(folder.resolve(role + ".err").toFile());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The system's Python first: Celery is installed as a package of the system. */
  private static String python() {
    for (String python : new String[] {"/usr/bin/python3", "python3"}) {
      try {
        var check = new ProcessBuilder(python, "-c", "import celery, redis").start();
        if (check.waitFor() == 0) {
          return python;
        }
      } catch (IOException _) {
        // not there: try the next
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts tests", e);
      }
    }
    throw new IllegalStateException(
        "Celery is missing: install it (Debian: apt-get install --no-install-recommends"
            + " python3-celery python3-redis)");
  }

  private static Path script() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(SCRIPT))) {
        return folder.resolve(SCRIPT);
      }
    }
    throw new IllegalStateException("no " + SCRIPT + " above the working directory");
  }

  JsonNode ask(Map<String, ?> command) {
    try {
      commands.write(JSON.writeValueAsString(command) + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the Python side ended");
      }
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      commands.close(); // it ends its workers and then itself
      process.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
