/** Groups of queues behind one breaker: to look up, make and delete. */
@NullMarked
package dev.recloser.server.groups;

import org.jspecify.annotations.NullMarked;
