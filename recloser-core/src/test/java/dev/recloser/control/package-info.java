/** Parts of the control that are pure. */
@NullMarked
package dev.recloser.control;

import org.jspecify.annotations.NullMarked;
