@NullMarked
package dev.recloser.bench;

import org.jspecify.annotations.NullMarked;
