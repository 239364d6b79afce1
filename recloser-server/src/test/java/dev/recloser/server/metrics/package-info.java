/** Tests of the metrics. */
@NullMarked
package dev.recloser.server.metrics;

import org.jspecify.annotations.NullMarked;
