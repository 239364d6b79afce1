/** Trying rules on the recorded past. */
@NullMarked
package dev.recloser.server.replay;

import org.jspecify.annotations.NullMarked;
