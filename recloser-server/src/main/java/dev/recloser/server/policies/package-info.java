/** Policies over HTTP, and the health probes that they name. */
@NullMarked
package dev.recloser.server.policies;

import org.jspecify.annotations.NullMarked;
