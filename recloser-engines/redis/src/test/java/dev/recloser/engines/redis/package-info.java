/** Tests of the engines on Redis, with a real Redis. */
@org.jspecify.annotations.NullMarked
package dev.recloser.engines.redis;
