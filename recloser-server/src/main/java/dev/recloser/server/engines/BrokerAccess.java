package dev.recloser.server.engines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password that the demo's own clients use at the embedded broker; new in each process. */
public final class BrokerAccess {

  private final String password;

  BrokerAccess() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    password = HexFormat.of().formatHex(bytes);
  }

  /** The password. */
  public String demoPassword() {
    return password;
  }

  boolean isDemo(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
  }
}
