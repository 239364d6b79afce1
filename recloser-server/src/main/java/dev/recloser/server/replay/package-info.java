/** What a breaker with other rules would have done with the recorded history. */
@NullMarked
package dev.recloser.server.replay;

import org.jspecify.annotations.NullMarked;
