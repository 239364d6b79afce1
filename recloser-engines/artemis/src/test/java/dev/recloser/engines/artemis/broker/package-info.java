@NullMarked
package dev.recloser.engines.artemis.broker;

import org.jspecify.annotations.NullMarked;
