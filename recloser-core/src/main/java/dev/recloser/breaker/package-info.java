/**
 * The circuit breaker of a queue as a pure machine: state, event, policy and time go in, the next
 * state and its effects come out. No clock, no thread, no random, no I/O; {@link
 * dev.recloser.breaker.Breaker#step} is the only way forward.
 */
@NullMarked
package dev.recloser.breaker;

import org.jspecify.annotations.NullMarked;
