package dev.recloser.engines.redis;

import dev.recloser.engine.Engine;
import dev.recloser.engine.EngineProvider;
import dev.recloser.engine.EngineSettings;
import dev.recloser.engines.redis.celery.CeleryEngine;
import dev.recloser.engines.redis.celery.CeleryOptions;

/**
 * Engines on a Redis: {@code celery+redis://...}, see {@link RedisUrl} and {@link CeleryOptions}.
 */
public final class RedisProvider implements EngineProvider {

  private static final String CELERY = "celery+";

  /** For {@link java.util.ServiceLoader}. */
  public RedisProvider() {}

  @Override
  public boolean accepts(String url) {
    return url.startsWith(CELERY) && RedisUrl.matches(url.substring(CELERY.length()));
  }

  @Override
  public Engine create(EngineSettings settings) {
    RedisUrl url = RedisUrl.parse(settings.url().substring(CELERY.length()));
    return new CeleryEngine(settings, url, CeleryOptions.of(url.options()));
  }
}
