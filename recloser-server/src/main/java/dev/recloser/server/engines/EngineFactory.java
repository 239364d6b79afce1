package dev.recloser.server.engines;

import dev.recloser.control.EngineEntry;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineProvider;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.EngineSettings.Authenticator;
import dev.recloser.server.config.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Makes the configured engines; does no I/O.
 *
 * @param deadLetters the place for dead jobs of an engine, by its id
 */
record EngineFactory(
    Settings settings,
    Authenticator authenticator,
    InstantSource clock,
    Function<String, DeadLetters> deadLetters) {

  /**
   * One entry per configured engine.
   *
   * @throws IllegalArgumentException when a URL is wrong or nobody understands it
   */
  List<EngineEntry> entries() {
    return settings.engines().entrySet().stream()
        .map(engine -> entry(engine.getKey(), engine.getValue()))
        .toList();
  }

  private EngineEntry entry(String id, String url) {
    var made =
        new EngineSettings(
            id,
            url,
            settings.dataDir().resolve("engines").resolve(id),
            settings.brokerPort(),
            authenticator,
            clock,
            deadLetters.apply(id));
    for (var provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.accepts(url)) {
        return new EngineEntry(id, provider.create(made));
      }
    }
    throw new IllegalArgumentException(
        "engine "
            + id
            + ": nobody understands its URL; it starts like embedded or tcp://host:61616");
  }
}
