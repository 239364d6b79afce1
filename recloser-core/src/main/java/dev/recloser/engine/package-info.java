/**
 * The engine SPI: what Recloser asks of a system that holds queues. An adapter implements {@link
 * dev.recloser.engine.Engine} and declares what it can do; the contract kit proves each
 * declaration. Nothing here knows breakers, HTTP or a client library.
 */
@NullMarked
package dev.recloser.engine;

import org.jspecify.annotations.NullMarked;
