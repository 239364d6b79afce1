package dev.recloser.server.engines;

import dev.recloser.control.EngineEntry;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineProvider;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engine.EngineSettings.Authenticator;
import dev.recloser.server.config.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Makes the configured engines; does no I/O. */
final class EngineFactory {

  private EngineFactory() {}

  /**
   * One entry per configured engine.
   *
   * @param deadLetters the place for dead jobs of an engine, by its id
   * @throws IllegalArgumentException when a URL is wrong or nobody understands it
   */
  static List<EngineEntry> entries(
      Settings settings,
      Authenticator authenticator,
      InstantSource clock,
      Function<String, DeadLetters> deadLetters) {
    return settings.engines().entrySet().stream()
        .map(engine -> entry(engine, settings, authenticator, clock, deadLetters))
        .toList();
  }

  private static EngineEntry entry(
      Map.Entry<String, String> engine,
      Settings settings,
      Authenticator authenticator,
      InstantSource clock,
      Function<String, DeadLetters> deadLetters) {
    var id = engine.getKey();
    var made =
        new EngineSettings(
            id,
            engine.getValue(),
            settings.dataDir().resolve("engines").resolve(id),
            settings.brokerPort(),
            authenticator,
            clock,
            deadLetters.apply(id));
    for (var provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.accepts(engine.getValue())) {
        return new EngineEntry(id, provider.create(made));
      }
    }
    throw new IllegalArgumentException(
        "engine "
            + id
            + ": nobody understands its URL; it starts like embedded or tcp://host:61616");
  }
}
