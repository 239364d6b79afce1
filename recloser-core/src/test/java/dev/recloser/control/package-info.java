@NullMarked
package dev.recloser.control;

import org.jspecify.annotations.NullMarked;
