/**
 * The simulator: a queue, its workers and the dependency they call in virtual time, and the rules
 * of Recloser and of other breakers on the same arrivals. Deterministic: equal seeds give equal
 * figures. Single-threaded.
 */
@NullMarked
package dev.recloser.bench;

import org.jspecify.annotations.NullMarked;
