/** The jar people run: command line, configuration, store, HTTP API and the page's files. */
@NullMarked
package dev.recloser.server;

import org.jspecify.annotations.NullMarked;
