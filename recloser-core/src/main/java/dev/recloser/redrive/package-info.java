/**
 * Redrives: paced retries of dead jobs, bound to the breaker of their queue. Sending 50,000 dead
 * jobs back in one burst makes the next outage; a redrive sends a few per second, waits while the
 * queue cannot take them and stops when the breaker opens.
 */
@NullMarked
package dev.recloser.redrive;

import org.jspecify.annotations.NullMarked;
