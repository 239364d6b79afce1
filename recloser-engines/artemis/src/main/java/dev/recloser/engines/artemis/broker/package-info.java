/**
 * The embedded broker: everything that touches the inside of Artemis is in this package and nowhere
 * else. It is written for Artemis 2.55.0 and relies on classes the project does not promise to keep
 * ({@code QueueImpl}, {@code ActiveMQServerImpl}); a version change needs the whole test class path
 * of this module.
 */
@NullMarked
package dev.recloser.engines.artemis.broker;

import org.jspecify.annotations.NullMarked;
