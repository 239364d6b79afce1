/**
 * The demo of {@code --demo}: four queues on the embedded broker with producers and workers in this
 * process, whose jobs call small fake dependencies that the page can break and mend. Loaded only
 * under {@code --demo}.
 */
@NullMarked
package dev.recloser.server.demo;

import org.jspecify.annotations.NullMarked;
