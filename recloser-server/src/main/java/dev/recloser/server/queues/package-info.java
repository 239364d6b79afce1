/** Reading: the snapshot, one queue, its history, its jobs. */
@NullMarked
package dev.recloser.server.queues;

import org.jspecify.annotations.NullMarked;
