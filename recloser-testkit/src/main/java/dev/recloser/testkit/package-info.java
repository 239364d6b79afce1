/**
 * The contract kit: what every engine must do, as tests that an adapter's test class implements,
 * one interface per {@link dev.recloser.engine.Capability}. The adapter brings its {@link
 * dev.recloser.testkit.EngineHarness}, which plays the producers, the workers and the strangers.
 */
@NullMarked
package dev.recloser.testkit;

import org.jspecify.annotations.NullMarked;
