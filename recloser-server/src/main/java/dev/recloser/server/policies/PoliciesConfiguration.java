package dev.recloser.server.policies;

import dev.recloser.control.Control;
import dev.recloser.control.ControlSettings;
import dev.recloser.policy.PolicyBook;
import dev.recloser.server.config.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires policies and health probes. */
@Configuration(proxyBeanMethods = false)
class PoliciesConfiguration {

  @Bean
  HealthHosts healthHosts(Settings settings) {
    return new HealthHosts(settings.breakers().healthHosts());
  }

  @Bean
  ControlSettings controlSettings(Settings settings, HealthHosts hosts) {
    var breakers = settings.breakers();
    return new ControlSettings(
        new PolicyBook(breakers.policies()),
        new SocketProber(hosts),
        breakers.observeFirst(),
        breakers.groups());
  }

  @Bean
  PolicyController policyController(Control control, HealthHosts hosts) {
    return new PolicyController(control, hosts);
  }
}
