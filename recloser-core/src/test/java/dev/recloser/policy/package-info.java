/** Tests of policies as people set them. */
@NullMarked
package dev.recloser.policy;

import org.jspecify.annotations.NullMarked;
