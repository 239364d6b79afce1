/**
 * Ties breakers to engines: one collector per engine takes samples, outcomes and commands, lets the
 * pure breaker decide, acts at the engine, writes the journal and publishes what viewers read.
 */
@NullMarked
package dev.recloser.control;

import org.jspecify.annotations.NullMarked;
