package dev.recloser.engines.artemis;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineProvider;
import dev.recloser.engine.EngineSettings;

/**
 * Artemis engines: {@code embedded} (with options, see {@link EmbeddedUrl}) and {@code
 * tcp://[user:password@]host:port}.
 */
public final class ArtemisProvider implements EngineProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ArtemisProvider() {}

  @Override
  public boolean accepts(String url) {
    return EmbeddedUrl.matches(url);
  }

  @Override
  public Engine create(EngineSettings settings) {
    return new EmbeddedEngine(settings, EmbeddedUrl.parse(settings.url()));
  }
}
