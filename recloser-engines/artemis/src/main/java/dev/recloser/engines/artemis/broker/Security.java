package dev.recloser.engines.artemis.broker;

import dev.recloser.engine.EngineSettings.Authenticator;
import java.util.EnumSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Any user name with a token as its password may send and take jobs and make the queues for them,
 * and nothing else: no management, nothing on the broker's or Recloser's own addresses except
 * sending to the report address.
 */
final class Security implements ActiveMQSecurityManager5 {

  private static final Set<CheckType> JOBS =
      EnumSet.of(
          CheckType.SEND,
          CheckType.CONSUME,
          CheckType.BROWSE,
          CheckType.CREATE_ADDRESS,
          CheckType.CREATE_DURABLE_QUEUE);

  private final Authenticator authenticator;

  Security(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  boolean mayConnect(@Nullable String password) {
    return password != null && authenticator.mayConnect(password);
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      @Nullable RemotingConnection connection,
      @Nullable String domain) {
    if (!mayConnect(password)) {
      return null;
    }
    var subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user == null ? "" : user));
    return subject;
  }

  @Override
  public boolean authorize(
      @Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, String address) {
    if (subject == null) {
      return false;
    }
    for (String part : address.split("::", -1)) {
      if (Names.isReserved(part)) {
        return check == CheckType.SEND && address.equals(Names.REPORTS);
      }
    }
    return JOBS.contains(check);
  }

  @Override
  public boolean validateUser(String user, String password) {
    return mayConnect(password);
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return false; // the older question, without an address; this broker asks authorize()
  }
}
