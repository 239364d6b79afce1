/** Tests of what viewers read. */
@NullMarked
package dev.recloser.server.queues;

import org.jspecify.annotations.NullMarked;
