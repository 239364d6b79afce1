package dev.recloser.server.cli;

import dev.recloser.policy.Durations;
import dev.recloser.server.config.BreakerSettings;
import dev.recloser.server.config.DeadJobSettings;
import dev.recloser.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the command line; each also as RECLOSER_... and in the file. */
@Command(
    name = "recloser",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Circuit breakers for job queues: pauses a queue while its dependency is down.",
    footer = "Also: recloser replay QUEUE_ID   what other rules would have done (replay --help)")
final class Options {

  @Option(names = "--port", defaultValue = "8000", description = "page and API (${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--address",
      defaultValue = "127.0.0.1",
      description = "address to listen on (${DEFAULT-VALUE})")
  String address = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "./recloser-data",
      description = "where state is kept (${DEFAULT-VALUE})")
  Path dataDir = Path.of(".");

  @Option(
      names = "--broker-port",
      defaultValue = "61616",
      description = "port of the embedded broker: AMQP, STOMP, core (${DEFAULT-VALUE})")
  int brokerPort;

  @Option(
      names = "--engine",
      paramLabel = "ID=URL",
      split = ",",
      description = "an engine to watch, repeatable: embedded | tcp://host:61616 | ...")
  Map<String, String> engines = new LinkedHashMap<>();

  @Option(
      names = "--cors-origin",
      split = ",",
      defaultValue = "http://localhost:5173,http://127.0.0.1:5173",
      description = "origins that may call the API beside its own (the development server)")
  List<String> corsOrigins = List.of();

  @Option(
      names = "--environment",
      defaultValue = "Local",
      description = "badge on the page (${DEFAULT-VALUE})")
  String environment = "";

  @Option(
      names = "--health-host",
      split = ",",
      paramLabel = "HOST",
      description = "a host that health probes may ask, repeatable; nobody else is asked")
  List<String> healthHosts = List.of();

  @Option(
      names = "--observe-first",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "only watch queues at first that ran before Recloser came (${DEFAULT-VALUE})")
  Duration observeFirst = Duration.ZERO;

  @Option(names = "--demo", description = "four queues whose dependencies the page can break")
  boolean demo;

  @Option(
      names = "--incident-retention",
      paramLabel = "TIME",
      defaultValue = "90d",
      converter = DurationConverter.class,
      description = "how long incidents are kept (${DEFAULT-VALUE})")
  Duration incidentRetention = Duration.ofDays(90);

  @Option(
      names = "--dead-job-retention",
      paramLabel = "TIME",
      defaultValue = "14d",
      converter = DurationConverter.class,
      description = "how long dead jobs of engines that keep none are kept (${DEFAULT-VALUE})")
  Duration deadJobRetention = Duration.ZERO;

  @Option(
      names = "--dead-jobs-per-queue",
      paramLabel = "N",
      defaultValue = "10000",
      description = "how many of them for one queue; the oldest go first (${DEFAULT-VALUE})")
  int deadJobsPerQueue;

  @Option(
      names = "--dead-jobs",
      paramLabel = "N",
      defaultValue = "100000",
      description = "how many of them in all (${DEFAULT-VALUE})")
  int deadJobs;

  @Option(names = "--config", paramLabel = "FILE.yaml", description = "the same options in a file")
  @Nullable Path config;

  Settings settings(@Nullable String adminToken, PolicyFile.Content file) {
    return new Settings(
        port,
        address,
        dataDir.toAbsolutePath().normalize(),
        brokerPort,
        engines,
        corsOrigins,
        environment,
        demo,
        incidentRetention,
        new DeadJobSettings(deadJobRetention, deadJobsPerQueue, deadJobs),
        adminToken,
        new BreakerSettings(
            file.layers(), healthHosts, demo ? Duration.ZERO : observeFirst, file.groups()));
  }

  /** Times like {@code 30s}, {@code 5m} or {@code 1h}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      var parsed = Durations.parse(text);
      if (parsed == null) {
        throw new TypeConversionException("'" + text + "' is not a time like 30s, 5m, 1h or 90d");
      }
      return parsed;
    }
  }
}
