/**
 * An engine without a broker: queues, workers, producers and faults in virtual time. The same seed
 * and the same calls give the same run, to the last outcome. Nothing here starts a thread, and
 * nothing is safe for use by several: one test thread calls the engine and moves the time.
 */
@NullMarked
package dev.recloser.testkit.memory;

import org.jspecify.annotations.NullMarked;
