package dev.recloser.server.replay;

import dev.recloser.control.Control;
import dev.recloser.control.ControlSettings;
import dev.recloser.server.store.HistoryLog;
import dev.recloser.server.store.Store;
import dev.recloser.server.store.Sweep;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the recorded history, its replay and its bound. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

  @Bean
  ReplayController replayController(
      Store store, Control control, InstantSource clock, ControlSettings settings) {
    var replays = new Replays(new HistoryLog(store), settings.book());
    return new ReplayController(replays, control, clock);
  }

  @Bean
  Sweep historySweep(Store store, InstantSource clock) {
    var log = new HistoryLog(store);
    return new Sweep("history", () -> log.sweep(clock.instant()));
  }
}
