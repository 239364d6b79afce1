/** The command line, in front of everything else. */
@NullMarked
package dev.recloser.server.cli;

import org.jspecify.annotations.NullMarked;
