@NullMarked
package dev.recloser.server.policies;

import org.jspecify.annotations.NullMarked;
