/**
 * Celery on Redis, without code in the workers: holds by remote control, exact grants through a
 * second list that the workers consume, outcomes from events. The wire form is that of Celery 5.2
 * to 5.6 with kombu 5.2 to 5.6; see {@code docs/engines/celery.md}.
 */
@NullMarked
package dev.recloser.engines.redis.celery;

import org.jspecify.annotations.NullMarked;
