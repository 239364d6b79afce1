package dev.recloser.engine;

/** Makes engines of one kind from configuration; found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {

  /** Whether this provider understands the URL, by its scheme. */
  boolean accepts(String url);

  /**
   * An engine that is not yet open. Does no I/O.
   *
   * @throws IllegalArgumentException when the URL is wrong, saying what is
   */
  Engine create(EngineSettings settings);
}
