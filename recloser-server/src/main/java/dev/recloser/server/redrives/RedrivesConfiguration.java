package dev.recloser.server.redrives;

import dev.recloser.control.Control;
import dev.recloser.redrive.Redrives;
import dev.recloser.server.config.Settings;
import dev.recloser.server.store.RedriveTable;
import dev.recloser.server.store.Store;
import dev.recloser.server.store.Sweep;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires redrives and their bound. They end before the store closes. */
@Configuration(proxyBeanMethods = false)
class RedrivesConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  Redrives redrives(Control control, Store store, InstantSource clock) {
    return new Redrives(control, new RedriveTable(store), clock);
  }

  @Bean
  RedriveController redriveController(Redrives redrives) {
    return new RedriveController(redrives);
  }

  @Bean
  Sweep redriveSweep(Store store, InstantSource clock, Settings settings) {
    var table = new RedriveTable(store);
    return new Sweep(
        "redrives", () -> table.forgetBefore(clock.instant().minus(settings.incidentRetention())));
  }
}
