package dev.recloser.control;

import dev.recloser.engine.Engine;

/**
 * An engine and the id it has in the configuration.
 *
 * @param id lower case letters, digits and dashes
 */
public record EngineEntry(String id, Engine engine) {}
