package dev.recloser.server.demo;

import dev.recloser.control.Control;
import dev.recloser.control.QueueView;
import dev.recloser.server.config.Settings;
import dev.recloser.server.engines.BrokerAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The demo's dependencies and the traffic that calls them. */
final class Demo implements SmartLifecycle {

  private final List<FakeDependency> dependencies;
  private final Settings settings;
  private final Control control;
  private final BrokerAccess access;
  private @Nullable DemoTraffic traffic;

  Demo(List<FakeDependency> dependencies, Settings settings, Control control, BrokerAccess access) {
    this.dependencies = dependencies;
    this.settings = settings;
    this.control = control;
    this.access = access;
  }

  List<FakeDependency> dependencies() {
    return dependencies;
  }

  Optional<FakeDependency> dependency(String name) {
    return dependencies.stream().filter(one -> one.queue().name().equals(name)).findFirst();
  }

  /** The id of a demo queue, on the first embedded engine. */
  String queueId(String queue) {
    return settings.engines().entrySet().stream()
            .filter(engine -> engine.getValue().startsWith("embedded"))
            .findFirst()
            .map(Map.Entry::getKey)
            .orElse("embedded")
        + "/"
        + queue;
  }

  @Override
  public void start() {
    var started = new DemoTraffic(settings.brokerPort(), access.demoPassword(), this::waiting);
    dependencies.forEach(started::start);
    traffic = started;
  }

  @Override
  public void stop() {
    if (traffic != null) {
      traffic.close();
      traffic = null;
    }
  }

  @Override
  public boolean isRunning() {
    return traffic != null;
  }

  private long waiting(String queue) {
    var id = queueId(queue);
    return control.snapshot().queues().stream()
        .filter(view -> view.id().toString().equals(id))
        .findFirst()
        .map(QueueView::sample)
        .map(sample -> sample.counts().waiting())
        .orElse(0L);
  }
}
