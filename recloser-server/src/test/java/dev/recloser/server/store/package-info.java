/** Tests of what survives. */
@NullMarked
package dev.recloser.server.store;

import org.jspecify.annotations.NullMarked;
