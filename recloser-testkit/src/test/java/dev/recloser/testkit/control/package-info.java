/** The control over memory engines: what an operator would see, in virtual time. */
@NullMarked
package dev.recloser.testkit.control;

import org.jspecify.annotations.NullMarked;
