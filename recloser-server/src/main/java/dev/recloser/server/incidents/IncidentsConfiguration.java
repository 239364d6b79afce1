package dev.recloser.server.incidents;

import dev.recloser.server.config.Settings;
import dev.recloser.server.store.IncidentLog;
import dev.recloser.server.store.Store;
import dev.recloser.server.store.Sweep;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the reading of incidents and their bound. */
@Configuration(proxyBeanMethods = false)
class IncidentsConfiguration {

  @Bean
  IncidentController incidentController(Store store, InstantSource clock) {
    return new IncidentController(new IncidentLog(store), clock);
  }

  @Bean
  Sweep incidentSweep(Store store, InstantSource clock, Settings settings) {
    var log = new IncidentLog(store);
    return new Sweep(
        "incidents",
        () -> {
          int _ = log.forgetClosedBefore(clock.instant().minus(settings.incidentRetention()));
        });
  }
}
