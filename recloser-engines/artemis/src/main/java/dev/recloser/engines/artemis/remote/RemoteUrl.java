package dev.recloser.engines.artemis.remote;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a remote broker is: {@code tcp://[user:password@]host:port}. Never shows the password.
 *
 * @param user null to sign in without a name
 * @param password null to sign in without one
 */
public record RemoteUrl(String host, int port, @Nullable String user, @Nullable String password) {

  private static final String FORM = "an Artemis URL is tcp://[user:password@]host:port";

  /** Whether a URL is of this kind. */
  public static boolean matches(String url) {
    return url.startsWith("tcp://");
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException when it is wrong; the message does not repeat it
   */
  public static RemoteUrl parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(FORM); // the cause would show the password
    }
    String host = uri.getHost();
    if (host == null || uri.getPort() < 1 || !uri.getPath().isEmpty() || uri.getQuery() != null) {
      throw new IllegalArgumentException(FORM);
    }
    String userInfo = uri.getUserInfo();
    if (userInfo == null) {
      return new RemoteUrl(host, uri.getPort(), null, null);
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new RemoteUrl(host, uri.getPort(), userInfo, null)
        : new RemoteUrl(
            host, uri.getPort(), userInfo.substring(0, colon), userInfo.substring(colon + 1));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
