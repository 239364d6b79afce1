package dev.recloser.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * What a health probe asks: a GET of an http(s) address, or a connection to a tcp port.
 *
 * @param scheme {@code http}, {@code https} or {@code tcp}
 * @param port 1 to 65535; the scheme's own when none was given
 * @param path with its query; empty for tcp
 */
public record HealthTarget(String scheme, String host, int port, String path) {

  /**
   * A target from its text. A user name, password or fragment is not accepted.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static HealthTarget of(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getReason(), e);
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    int standard =
        switch (scheme) {
          case "http" -> 80;
          case "https" -> 443;
          case "tcp" -> -1;
          default -> throw new IllegalArgumentException("the scheme is http, https or tcp");
        };
    int port = uri.getPort() == -1 ? standard : uri.getPort();
    if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("it needs a host, and neither a user nor a fragment");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("it needs a port of 1 to 65535");
    }
    return new HealthTarget(scheme, uri.getHost(), port, path(uri, scheme));
  }

  private static String path(URI uri, String scheme) {
    var path = uri.getRawPath() == null ? "" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    if (scheme.equals("tcp") && !(path + query).isEmpty()) {
      throw new IllegalArgumentException("a tcp address has no path");
    }
    return path + query;
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port + path;
  }
}
