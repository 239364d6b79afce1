package dev.recloser.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.server.config.BreakerSettings;
import dev.recloser.server.config.DeadJobSettings;
import dev.recloser.server.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API that is checked in is the description of the API that runs. After a
 * change: {@code ./dev openapi} writes it anew.
 */
class OpenApiTest {

  private static final Path FILE = Path.of("src/main/resources/openapi.json");

  @TempDir Path data;

  @Test
  void theCheckedInFileDescribesTheServer() throws Exception {
    var described = described();

    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(FILE, described);
    }
    assertThat(Files.readString(FILE))
        .as("the API changed: look at the difference, then run ./dev openapi")
        .isEqualTo(described);
  }

  private String described() throws Exception {
    try (var context = start();
        var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port(context) + "/v3/api-docs");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      return json.writeValueAsString(json.readTree(answer.body())).replace("\r\n", "\n") + "\n";
    }
  }

  static int port(GenericApplicationContext context) {
    var web = ((ServletWebServerApplicationContext) context).getWebServer();
    return Objects.requireNonNull(web).getPort();
  }

  /** With the demo's endpoints, and an engine that nobody needs to answer. */
  private GenericApplicationContext start() {
    var settings =
        new Settings(
            0,
            "127.0.0.1",
            data,
            1,
            Map.of("away", "tcp://127.0.0.1:1"),
            List.of(),
            "Test",
            true,
            Duration.ofDays(90),
            DeadJobSettings.DEFAULTS,
            null,
            BreakerSettings.PLAIN);
    var application = new SpringApplication(Main.class, OpenApiShape.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", 0,
            "server.address", "127.0.0.1",
            "springdoc.api-docs.version", "openapi_3_1",
            "springdoc.paths-to-match", "/api/**",
            "springdoc.paths-to-exclude", "/api/v1/openapi.json",
            "springdoc.override-with-generic-response", false,
            "springdoc.default-produces-media-type", "application/json",
            "springdoc.writer-with-order-by-keys", true));
    application.addInitializers(context ->
        ((GenericApplicationContext) context).registerBean(Settings.class, () -> settings));
    application.setAdditionalProfiles("demo");
    return (GenericApplicationContext) application.run("--springdoc.api-docs.enabled=true");
  }
}
