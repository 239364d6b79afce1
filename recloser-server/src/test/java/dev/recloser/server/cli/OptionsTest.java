package dev.recloser.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.recloser.policy.BreakerGroup;
import dev.recloser.policy.PolicyBook;
import dev.recloser.server.cli.CommandLineReader.UsageException;
import dev.recloser.server.config.DeadJobSettings;
import dev.recloser.server.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  void defaults() throws Exception {
    var settings = read(NONE);

    assertThat(settings.port()).isEqualTo(8000);
    assertThat(settings.address()).isEqualTo("127.0.0.1");
    assertThat(settings.dataDir()).isEqualTo(Path.of("recloser-data").toAbsolutePath());
    assertThat(settings.brokerPort()).isEqualTo(61616);
    assertThat(settings.engines()).containsExactly(entry("embedded", "embedded"));
    assertThat(settings.corsOrigins())
        .containsExactly("http://localhost:5173", "http://127.0.0.1:5173");
    assertThat(settings.environment()).isEqualTo("Local");
    assertThat(settings.incidentRetention()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.deadJobs()).isEqualTo(DeadJobSettings.DEFAULTS);
    assertThat(settings.demo()).isFalse();
    assertThat(settings.adminToken()).isNull();
  }

  @Test
  void groupsComeFromTheFileWithTheirPolicies() throws Exception {
    var file =
        file(
            """
            breakers:
              stripe: {queues: [redis/billing, redis/refunds-*], max-open: 2m}
              mail: {queues: ["smtp/*"]}
            """);

    var breakers = read(NONE, "--config=" + file).breakers();

    assertThat(breakers.groups())
        .containsExactlyInAnyOrder(
            new BreakerGroup("stripe", List.of("redis/billing", "redis/refunds-*")),
            new BreakerGroup("mail", List.of("smtp/*")));
    var rules = new PolicyBook(breakers.policies());
    assertThat(rules.resolve("groups/stripe").policy().breaker().maxOpen())
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(rules.resolve("groups/mail").policy().breaker().maxOpen())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void policiesComeFromTheFile() throws Exception {
    var file =
        file(
            """
            breaker: {preset: noisy, min-volume: 40}
            policies:
              - queues: [redis/*, mail/x]
                max-open: 2m
                slow-threshold: off
                ignore: ["class:Invalid"]
            health-hosts: [status.example]
            observe-first: 5m
            """);

    var breakers = read(NONE, "--config=" + file).breakers();

    assertThat(breakers.healthHosts()).containsExactly("status.example");
    assertThat(breakers.observeFirst()).isEqualTo(Duration.ofMinutes(5));
    var rules = new PolicyBook(breakers.policies()).resolve("redis/jobs");
    assertThat(rules.policy().breaker().minVolume()).isEqualTo(40);
    assertThat(rules.policy().breaker().streak()).isEqualTo(15);
    assertThat(rules.policy().breaker().maxOpen()).isEqualTo(Duration.ofMinutes(2));
    assertThat(
            new PolicyBook(breakers.policies()).resolve("redi/jobs").policy().breaker().maxOpen())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          breaker: {min-volume: 4}           | breaker: min_volume must be 5 to 1000
          breaker: {min-volumes: 4}          | breaker: min-volumes is not a field
          breaker: 7                         | breaker: must hold fields
          policies: {a: 1}                   | policies: must be a list
          breakers: {x: {max-open: 2m}}      | breakers x: needs queues
          breakers: {X_1: {queues: [a/b]}}   | lower case letters
          breakers: {x: {queues: [b]}}       | not like engine/queue
          breakers: {x: {queues: [a/b, c/d]}, y: {queues: ["*/d"]}} | x and y both match c/d
          policies: [{max-open: 2m}]         | policies 1: needs queues
          observe-first: soon                | not a time
          """)
  void aBadPolicyInTheFileStopsTheStartAndIsNamed(String content, String said) throws Exception {
    var file = file(content);

    assertThatThrownBy(() -> read(NONE, "--config=" + file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(said);
  }

  @Test
  void everyFlag() throws Exception {
    var settings =
        read(
            NONE,
            "--port=1",
            "--address=0.0.0.0",
            "--data-dir=" + folder,
            "--broker-port=2",
            "--engine=zeta=tcp://one:61616?a=b",
            "--engine=alpha=embedded",
            "--cors-origin=http://dev:1",
            "--environment=Staging",
            "--incident-retention=48h",
            "--demo");

    assertAll(settings);
  }

  @Test
  void everyVariable() throws Exception {
    var settings =
        read(
            Map.of(
                "RECLOSER_PORT", "1",
                "RECLOSER_ADDRESS", "0.0.0.0",
                "RECLOSER_DATA_DIR", folder.toString(),
                "RECLOSER_BROKER_PORT", "2",
                "RECLOSER_ENGINES", "zeta=tcp://one:61616?a=b,alpha=embedded",
                "RECLOSER_CORS_ORIGINS", "http://dev:1",
                "RECLOSER_ENVIRONMENT", "Staging",
                "RECLOSER_INCIDENT_RETENTION", "2d",
                "RECLOSER_DEMO", "true"));

    assertAll(settings);
  }

  @Test
  void everyKeyOfTheFile() throws Exception {
    var settings =
        read(
            NONE,
            "--config="
                + file(
                    """
                    port: 1
                    address: 0.0.0.0
                    data-dir: %s
                    broker-port: 2
                    engines:
                      zeta: tcp://one:61616?a=b
                      alpha: embedded
                    cors-origins: [http://dev:1]
                    environment: Staging
                    incident-retention: 2d
                    demo: true
                    """
                        .formatted(folder)));

    assertAll(settings);
  }

  @Test
  void theFileMayHoldAllBelowOneKeyAndBeNamedByAVariable() throws Exception {
    var file = file("recloser:\n  port: 7\n");

    assertThat(read(Map.of("RECLOSER_CONFIG", file)).port()).isEqualTo(7);
    assertThat(read(NONE, "--config", file("")).port()).isEqualTo(8000);
  }

  @Test
  void theFlagBeatsTheVariableBeatsTheFile() throws Exception {
    var file = "--config=" + file("port: 1\nenvironment: File\naddress: 10.0.0.1\n");
    var variables = Map.of("RECLOSER_PORT", "2", "RECLOSER_ENVIRONMENT", "Variable");

    var settings = read(variables, file, "--port=3");

    assertThat(settings.port()).isEqualTo(3);
    assertThat(settings.environment()).isEqualTo("Variable");
    assertThat(settings.address()).isEqualTo("10.0.0.1");
  }

  @Test
  void brokerPortZeroBecomesAFreePort() throws Exception {
    assertThat(read(NONE, "--broker-port=0").brokerPort()).isPositive();
  }

  @Test
  void theAdminTokenIsReadButNeverShown() throws Exception {
    var settings = read(Map.of("RECLOSER_ADMIN_TOKEN", "rcl_a_long_enough_secret"));

    assertThat(settings.adminToken()).isEqualTo("rcl_a_long_enough_secret");
    assertThat(settings.toString()).doesNotContain("rcl_a_long_enough_secret");
  }

  @Test
  void urlsMayHoldPasswordsAndAreNotShown() throws Exception {
    assertThat(read(NONE, "--engine=a=tcp://ann:hunter2@host:1").toString())
        .doesNotContain("hunter2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--port=70000,           port",
    "--port=-1,              port",
    "--port=eighty,          port",
    "--broker-port=70000,    broker-port",
    "--environment=,         environment",
    "--environment=aaaaaaaaaaaaaaaaaaaaaaaaa, environment",
    "--incident-retention=5, incident-retention",
    "--incident-retention=0d, incident-retention",
    "--incident-retention=99999d, incident-retention",
    "--engine=Big=embedded,  Big",
    "--engine=embedded,      engine",
    "--colour=red,           --colour",
    "--demo=perhaps,         demo",
    "surplus,                surplus",
    "--config=none.yaml,     none.yaml"
  })
  void aBadFlagIsNamed(String argument, String name) {
    assertThatThrownBy(() -> read(NONE, argument))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(name)
        .message()
        .satisfies(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(2));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "RECLOSER_PORTT,        1,     RECLOSER_PORTT",
    "RECLOSER_PORT,         eight, port",
    "RECLOSER_PORT,         99999, port",
    "RECLOSER_DEMO,         maybe, demo",
    "RECLOSER_HELP,         true,  RECLOSER_HELP",
    "RECLOSER_ADMIN_TOKEN,  short, RECLOSER_ADMIN_TOKEN"
  })
  void aBadVariableIsNamed(String variable, String value, String name) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "colour: red         | colour",
        "port: [1]: 2        | YAML",
        "just text           | keys",
        "port: many          | port",
        "port:               | port",
        "recloser: text      | recloser",
        "help: true          | help",
        "!!java.net.URL [x]: | YAML"
      })
  void aBadFileIsNamed(String content, String name) throws Exception {
    var config = "--config=" + file(content);

    assertThatThrownBy(() -> read(NONE, config))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(name);
  }

  @Test
  void howManyDeadJobsAreKeptCanBeSaid() throws Exception {
    var settings =
        read(
            Map.of("RECLOSER_DEAD_JOBS", "500"),
            "--dead-job-retention=3d",
            "--dead-jobs-per-queue=50");

    assertThat(settings.deadJobs()).isEqualTo(new DeadJobSettings(Duration.ofDays(3), 50, 500));
  }

  @ParameterizedTest
  @CsvSource({
    "--dead-job-retention=1m, dead-job-retention must be 1h to 3650d",
    "--dead-jobs-per-queue=0, dead-jobs-per-queue must be 1 to 1000000",
    "--dead-jobs=0, dead-jobs must be 1 to 10000000"
  })
  void aWrongNumberOfDeadJobsIsNamed(String argument, String message) {
    assertThatThrownBy(() -> read(NONE, argument))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void helpAndVersionArePrinted() throws Exception {
    assertThat(CommandLineReader.read(new String[] {"--help"}, NONE, printer())).isEmpty();
    assertThat(out.toString()).contains("--port", "8000", "--engine", "--demo", "--config");
    assertThat(CommandLineReader.read(new String[] {"--version"}, NONE, printer())).isEmpty();
    assertThat(out.toString()).contains("Recloser ");
  }

  private void assertAll(Settings settings) {
    assertThat(settings.port()).isEqualTo(1);
    assertThat(settings.address()).isEqualTo("0.0.0.0");
    assertThat(settings.dataDir()).isEqualTo(folder.toAbsolutePath());
    assertThat(settings.brokerPort()).isEqualTo(2);
    assertThat(settings.engines())
        .containsExactly(entry("zeta", "tcp://one:61616?a=b"), entry("alpha", "embedded"));
    assertThat(settings.corsOrigins()).containsExactly("http://dev:1");
    assertThat(settings.environment()).isEqualTo("Staging");
    assertThat(settings.incidentRetention()).isEqualTo(Duration.ofDays(2));
    assertThat(settings.demo()).isTrue();
  }

  private Settings read(Map<String, String> environment, String... arguments)
      throws UsageException {
    return CommandLineReader.read(arguments, environment, printer()).orElseThrow();
  }

  private PrintWriter printer() {
    return new PrintWriter(out, true);
  }

  private String file(String content) throws Exception {
    return Files.writeString(folder.resolve("recloser.yaml"), content).toString();
  }
}
