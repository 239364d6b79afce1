package dev.recloser.engine;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a provider may use to make an engine.
 *
 * @param id the engine's id in the configuration
 * @param url where it is; may hold a password, so it is never logged
 * @param dataDir a folder of this engine's own in Recloser's data folder; may not exist yet
 * @param brokerPort the port for an embedded broker's workers and producers; 0 picks a free one
 * @param authenticator who may sign in to an embedded broker
 * @param clock the time
 * @param deadLetters a place for dead jobs, for an engine that keeps none itself
 */
public record EngineSettings(
    String id,
    String url,
    Path dataDir,
    int brokerPort,
    Authenticator authenticator,
    InstantSource clock,
    DeadLetters deadLetters) {

  /** Checks the password that a broker client gave. Thread-safe; answers within milliseconds. */
  @FunctionalInterface
  public interface Authenticator {
    /** Whether this password (a token) may send and consume jobs. */
    boolean mayConnect(String password);
  }

  @Override
  public String toString() {
    return "EngineSettings[id=" + id + "]";
  }
}
