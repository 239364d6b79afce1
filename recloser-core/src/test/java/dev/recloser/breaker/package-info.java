/** Tests of the pure breaker: examples a person can read, and seeded properties. */
@NullMarked
package dev.recloser.breaker;

import org.jspecify.annotations.NullMarked;
