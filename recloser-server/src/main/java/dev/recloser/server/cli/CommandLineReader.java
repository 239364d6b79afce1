package dev.recloser.server.cli;

import dev.recloser.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the command line, the environment and the file into {@link Settings}. */
public final class CommandLineReader {

  private CommandLineReader() {}

  /** What was wrong, in a line or two for people. */
  public static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(@Nullable String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The settings; empty when help or the version was asked for and has been printed.
   *
   * @throws UsageException when something is unknown or out of range
   */
  public static Optional<Settings> read(
      String[] arguments, Map<String, String> environment, PrintWriter out) throws UsageException {
    var options = new Options();
    var line = new CommandLine(options);
    line.setOut(out);
    try {
      var spec = line.getCommandSpec();
      var sources = Sources.of(spec, environment, configFile(arguments, environment));
      line.setDefaultValueProvider(sources);
      line.parseArgs(arguments);
      if (line.isUsageHelpRequested()) {
        line.usage(out);
        return Optional.empty();
      }
      if (line.isVersionHelpRequested()) {
        line.printVersionHelp(out);
        return Optional.empty();
      }
      if (options.brokerPort == 0) {
        options.brokerPort = freePort();
      }
      return Optional.of(
          options.settings(environment.get(Sources.ADMIN_TOKEN), sources.policies()));
    } catch (ParameterException | IllegalArgumentException | UncheckedIOException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /** Known before the broker starts, so that the demo's clients can be told. */
  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port for the broker", e);
    }
  }

  private static @Nullable Path configFile(String[] arguments, Map<String, String> environment) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--config=")) {
        return Path.of(arguments[i].substring("--config=".length()));
      }
      if (arguments[i].equals("--config") && i + 1 < arguments.length) {
        return Path.of(arguments[i + 1]);
      }
    }
    var named = environment.get("RECLOSER_CONFIG");
    return named == null ? null : Path.of(named);
  }
}
