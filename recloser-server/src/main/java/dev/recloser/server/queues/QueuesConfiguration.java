package dev.recloser.server.queues;

import dev.recloser.control.Control;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the reading of queues. */
@Configuration(proxyBeanMethods = false)
class QueuesConfiguration {

  @Bean
  SnapshotController snapshotController(Control control, JsonMapper json, InstantSource clock) {
    var instance = Long.toString(clock.instant().toEpochMilli(), 36);
    return new SnapshotController(control, new SnapshotBytes(control, json, instance));
  }

  @Bean
  QueueController queueController(Control control, JsonMapper json) {
    return new QueueController(control, new Redaction(json));
  }
}
