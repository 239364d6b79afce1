package dev.recloser.engines.artemis;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineProvider;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engines.artemis.remote.RemoteEngine;
import dev.recloser.engines.artemis.remote.RemoteUrl;

/**
 * Artemis engines: {@code embedded} (with options, see {@link EmbeddedUrl}) and {@code
 * tcp://[user:password@]host:port}.
 */
public final class ArtemisProvider implements EngineProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ArtemisProvider() {}

  @Override
  public boolean accepts(String url) {
    return EmbeddedUrl.matches(url) || RemoteUrl.matches(url);
  }

  @Override
  public Engine create(EngineSettings settings) {
    return RemoteUrl.matches(settings.url())
        ? new RemoteEngine(settings, RemoteUrl.parse(settings.url()))
        : new EmbeddedEngine(settings, EmbeddedUrl.parse(settings.url()));
  }
}
