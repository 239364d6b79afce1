package dev.recloser.server.breakers;

import dev.recloser.control.Control;
import dev.recloser.server.store.Answers;
import dev.recloser.server.store.Store;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the commands. */
@Configuration(proxyBeanMethods = false)
class BreakersConfiguration {

  @Bean
  MainBreakerController mainBreakerController(Control control) {
    return new MainBreakerController(control);
  }

  @Bean
  QueueBreakerController queueBreakerController(
      Control control, Store store, InstantSource clock, JsonMapper json) {
    return new QueueBreakerController(
        control, new Idempotency(new Answers(store), clock, json), clock);
  }
}
