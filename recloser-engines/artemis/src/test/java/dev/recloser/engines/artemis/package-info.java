/** The Artemis adapter with real brokers and real clients. */
@NullMarked
package dev.recloser.engines.artemis;

import org.jspecify.annotations.NullMarked;
