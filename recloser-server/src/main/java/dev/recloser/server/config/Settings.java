package dev.recloser.server.config;

import dev.recloser.policy.BreakerGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything the server was told.
 *
 * @param port of the page and the API; 0 picks a free one
 * @param address to bind to
 * @param dataDir where state is kept
 * @param brokerPort of an embedded broker
 * @param engines id to URL, in the order given; at least one
 * @param corsOrigins origins other than the server's own that may call the API
 * @param environment the badge on the page
 * @param demo whether to run the demo
 * @param incidentRetention how long incidents are kept after their end, 1 h to 10 years
 * @param deadJobs how many dead jobs are kept for engines that keep none
 * @param breakers what was told about breakers
 * @param adminToken set by the operator instead of one made at the first start
 */
public record Settings(
    int port,
    String address,
    Path dataDir,
    int brokerPort,
    Map<String, String> engines,
    List<String> corsOrigins,
    String environment,
    boolean demo,
    Duration incidentRetention,
    DeadJobSettings deadJobs,
    @Nullable String adminToken,
    BreakerSettings breakers) {

  private static final Pattern ENGINE_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final int SHORTEST_TOKEN = 20;
  private static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);

  public Settings {
    require(port >= 0 && port <= 65_535, "port must be 0 to 65535");
    require(brokerPort >= 0 && brokerPort <= 65_535, "broker-port must be 0 to 65535");
    require(
        !environment.isBlank() && environment.length() <= 24, "environment: 1 to 24 characters");
    require(
        incidentRetention.compareTo(Duration.ofHours(1)) >= 0
            && incidentRetention.compareTo(LONGEST_RETENTION) <= 0,
        "incident-retention must be 1h to 3650d");
    require(
        adminToken == null || adminToken.length() >= SHORTEST_TOKEN,
        "RECLOSER_ADMIN_TOKEN needs at least 20 characters");
    engines =
        engines.isEmpty()
            ? Map.of("embedded", "embedded")
            : Collections.unmodifiableMap(new LinkedHashMap<>(engines));
    for (var id : engines.keySet()) {
      require(
          ENGINE_ID.matcher(id).matches(),
          "engine id '" + id + "' must be 1 to 32 lower case letters, digits and dashes");
      require(
          !id.equals(BreakerGroup.ENGINE),
          "engine id 'groups' is that of the breaker groups; choose another");
    }
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** Shows no token and no URL, since URLs may hold passwords. */
  @Override
  public String toString() {
    return "Settings[port=%d, dataDir=%s, engines=%s]".formatted(port, dataDir, engines.keySet());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
