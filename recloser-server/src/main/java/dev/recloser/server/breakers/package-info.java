/** Commands to breakers: the owner's main-breaker endpoints and those of each queue. */
@NullMarked
package dev.recloser.server.breakers;

import org.jspecify.annotations.NullMarked;
