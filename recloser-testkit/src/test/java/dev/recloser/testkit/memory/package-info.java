@NullMarked
package dev.recloser.testkit.memory;

import org.jspecify.annotations.NullMarked;
