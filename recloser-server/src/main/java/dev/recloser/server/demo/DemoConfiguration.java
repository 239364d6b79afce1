package dev.recloser.server.demo;

import dev.recloser.control.Control;
import dev.recloser.server.config.Settings;
import dev.recloser.server.engines.BrokerAccess;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Wires the demo, only under {@code --demo}. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

  /** A lifecycle of its own: starts after the control, stops before it. */
  @Bean
  Demo demo(Settings settings, Control control, BrokerAccess access, InstantSource clock) {
    List<FakeDependency> dependencies =
        DemoQueue.ALL.stream().map(queue -> new FakeDependency(queue, clock)).toList();
    return new Demo(dependencies, settings, control, access);
  }

  @Bean
  DemoController demoController(Demo demo) {
    return new DemoController(demo);
  }
}
