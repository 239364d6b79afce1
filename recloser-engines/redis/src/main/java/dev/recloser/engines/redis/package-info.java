/**
 * Engines whose jobs live in a Redis: the provider, and the connection that all of them share. Each
 * queue library has its own package below this one. Matches Jedis 8.
 */
@NullMarked
package dev.recloser.engines.redis;

import org.jspecify.annotations.NullMarked;
