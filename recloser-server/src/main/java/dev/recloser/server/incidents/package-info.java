/** Reading incidents, as JSON and as a report. */
@NullMarked
package dev.recloser.server.incidents;

import org.jspecify.annotations.NullMarked;
