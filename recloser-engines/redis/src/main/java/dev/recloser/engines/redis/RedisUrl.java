package dev.recloser.engines.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is: {@code redis://[[user]:password@]host[:port][/database][?options]}, the same
 * with {@code rediss} for TLS, or {@code sentinel://...host:port,host:port/database?master-name=x}.
 * User and password may be percent-encoded. Never shows the password.
 *
 * @param masterName the name the sentinels know the master by; null without sentinels
 * @param options what stands behind the question mark, without {@code master-name}
 */
public record RedisUrl(
    boolean tls,
    List<Host> hosts,
    @Nullable String masterName,
    @Nullable Account account,
    int database,
    Map<String, String> options) {

  /** A Redis or a sentinel. */
  public record Host(String name, int port) {
    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /**
   * Who signs in.
   *
   * @param user null for the default user
   */
  public record Account(@Nullable String user, String password) {
    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }

  private static final String FORM =
      "a Redis URL is redis[s]://[user:password@]host[:port][/database][?options] or"
          + " sentinel://[user:password@]host[:port],.../database?master-name=NAME";
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>redis|rediss|sentinel)://(?:(?<user>[^@/?]*)@)?(?<hosts>[^@/?]+)"
              + "(?:/(?<database>\\d{0,5}))?(?:\\?(?<options>.*))?");
  private static final Pattern HOST =
      Pattern.compile("(?<name>\\[[0-9a-fA-F:.]+]|[^:,]+)(?::(?<port>\\d{1,5}))?");

  public RedisUrl {
    hosts = List.copyOf(hosts);
    options = Map.copyOf(options);
  }

  /** Whether a URL is of this kind. */
  public static boolean matches(String url) {
    return url.startsWith("redis://")
        || url.startsWith("rediss://")
        || url.startsWith("sentinel://");
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException when it is wrong; the message does not repeat it
   */
  public static RedisUrl parse(String url) {
    Matcher parts = URL.matcher(url);
    require(parts.matches(), FORM);
    boolean sentinel = parts.group("scheme").equals("sentinel");
    var options = options(parts.group("options"));
    String masterName = options.remove("master-name");
    require(sentinel == (masterName != null), FORM);
    var hosts = new ArrayList<Host>();
    for (String host : parts.group("hosts").split(",", -1)) {
      hosts.add(host(host, sentinel ? 26379 : 6379));
    }
    require(sentinel || hosts.size() == 1, FORM);
    String database = parts.group("database");
    return new RedisUrl(
        parts.group("scheme").equals("rediss"),
        hosts,
        masterName,
        account(parts.group("user")),
        database == null || database.isEmpty() ? 0 : Integer.parseInt(database),
        options);
  }

  private static Host host(String text, int defaultPort) {
    Matcher parts = HOST.matcher(text);
    require(parts.matches(), FORM);
    String port = parts.group("port");
    int number = port == null ? defaultPort : Integer.parseInt(port);
    require(number > 0 && number < 65536, FORM);
    return new Host(parts.group("name").replaceAll("[\\[\\]]", ""), number);
  }

  private static @Nullable Account account(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    int colon = text.indexOf(':');
    require(colon >= 0, FORM);
    String user = decode(text.substring(0, colon));
    return new Account(user.isEmpty() ? null : user, decode(text.substring(colon + 1)));
  }

  private static Map<String, String> options(@Nullable String text) {
    var options = new LinkedHashMap<String, String>();
    if (text != null && !text.isEmpty()) {
      for (String option : text.split("&", -1)) {
        int equals = option.indexOf('=');
        require(equals > 0, "an option of a Redis URL is name=value");
        options.put(option.substring(0, equals), decode(option.substring(equals + 1)));
      }
    }
    return options;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(FORM); // the cause would show the password
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public String toString() {
    return hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/" + database;
  }
}
