/** Tests of the command line and its sources. */
@NullMarked
package dev.recloser.server.cli;

import org.jspecify.annotations.NullMarked;
