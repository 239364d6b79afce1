package dev.recloser.server.metrics;

import dev.recloser.control.Control;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the snapshot's gauges to the registry that the actuator scrapes. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  @Bean
  PrometheusRegistry prometheusRegistry(Control control) {
    var registry = new PrometheusRegistry();
    registry.register(new SnapshotMetrics(control));
    return registry;
  }
}
