/** Prometheus metrics, read from the snapshot at each scrape. */
@NullMarked
package dev.recloser.server.metrics;

import org.jspecify.annotations.NullMarked;
