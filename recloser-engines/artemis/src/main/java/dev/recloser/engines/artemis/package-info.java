/**
 * Apache Artemis as an engine: a broker of our own in this process, or one that runs elsewhere and
 * is driven by its management interface.
 */
@NullMarked
package dev.recloser.engines.artemis;

import org.jspecify.annotations.NullMarked;
