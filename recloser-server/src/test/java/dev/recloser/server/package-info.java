/** The server as a whole: started for real, asked over HTTP. */
@NullMarked
package dev.recloser.server;

import org.jspecify.annotations.NullMarked;
