package dev.recloser.server.policies;

import dev.recloser.breaker.PolicyException;
import dev.recloser.policy.HealthTarget;
import dev.recloser.policy.PolicyField;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom health probes may ask. Only hosts that the operator named, so that a policy cannot make this
 * server knock on doors of the network it stands in; and never an address where clouds keep
 * credentials, unless that very address is named.
 */
final class HealthHosts {

  /** Metadata services of clouds that are not link-local. */
  private static final Set<String> METADATA = Set.of("100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

  private final Set<String> named;

  HealthHosts(List<String> named) {
    this.named =
        named.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /**
   * Refuses a target on a host that is not named.
   *
   * @param target the text of a {@link HealthTarget}; null or empty for none
   */
  void check(@Nullable Object target) {
    if (target instanceof String text && !text.isEmpty()) {
      var host = HealthTarget.of(text).host();
      if (!isNamed(host)) {
        throw new PolicyException(
            PolicyField.HEALTH_PROBE.key(),
            "must be on a host that the server was told with --health-host; " + host + " is not");
      }
    }
  }

  /**
   * The address to connect to.
   *
   * @throws UnknownHostException when the host is not named, unknown, or at a forbidden address
   */
  InetAddress resolve(HealthTarget target) throws UnknownHostException {
    if (!isNamed(target.host())) {
      throw new UnknownHostException(target.host() + " is not a health host");
    }
    for (var address : InetAddress.getAllByName(target.host())) {
      if (!isForbidden(address) || isNamed(address.getHostAddress())) {
        return address;
      }
    }
    throw new UnknownHostException(target.host() + " has no address that may be asked");
  }

  private static boolean isForbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || METADATA.contains(address.getHostAddress());
  }

  private boolean isNamed(String host) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return named.contains(bare.toLowerCase(Locale.ROOT));
  }
}
