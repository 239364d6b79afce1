/** Engines, and the clock they share. */
@NullMarked
package dev.recloser.server.engines;

import org.jspecify.annotations.NullMarked;
