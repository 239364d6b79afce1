/** Tests of the Celery adapter, with a real Redis and real workers. */
@org.jspecify.annotations.NullMarked
package dev.recloser.engines.redis.celery;
