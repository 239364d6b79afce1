/** Paced retries of dead jobs over HTTP. */
@NullMarked
package dev.recloser.server.redrives;

import org.jspecify.annotations.NullMarked;
