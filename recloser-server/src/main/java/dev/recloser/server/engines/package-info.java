/** From configured URLs to running engines under control. */
@NullMarked
package dev.recloser.server.engines;

import org.jspecify.annotations.NullMarked;
