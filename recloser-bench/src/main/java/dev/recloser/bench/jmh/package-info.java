/** Benchmarks: how fast a breaker decides and how much memory it takes. */
@NullMarked
package dev.recloser.bench.jmh;

import org.jspecify.annotations.NullMarked;
