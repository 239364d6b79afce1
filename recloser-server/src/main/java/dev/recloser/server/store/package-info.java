/** State on disk, in one SQLite file: positions, audit log, tokens, sessions, answers. */
@NullMarked
package dev.recloser.server.store;

import org.jspecify.annotations.NullMarked;
